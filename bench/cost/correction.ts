import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

const handIns = 30;

/** A teacher opens the correction view of a piece of work that a whole class has handed in. */
export const correction: Operation = {
  name: 'work: correction view of 30 hand-ins',
  summary: 'a teacher opens the correction view of 30 hand-ins',
  targetMilliseconds: 3,
  warmUp: 300,
  perRound: 400,
  repeatable: true,
  prepare: async (database, { slug, id, secrets }, count) => {
    const teachers = await accountsOf(database, slug, 'teacher', 60);
    const cookies = await openDevices(database, teachers, secrets, 6);
    const { rows } = await database.query<{ personId: string; assignmentId: string }>(
      `select distinct on (t.person_id) t.person_id as "personId", a.id as "assignmentId" from courses.teacher t
       join assignments.assignment a on a.school_id = t.school_id and a.course_id = t.course_id and a.published_at is not null and a.deleted_at is null and a.whole
       where t.school_id = $1 and t.person_id = any($2::uuid[]) and t.part = 'leads'
         and (select count(*) from courses.member m where m.school_id = t.school_id and m.course_id = t.course_id) >= $3
       order by t.person_id, a.id`,
      [id, teachers.map(({ personId }) => personId), handIns - 5],
    );
    if (rows.length === 0) throw new Error(`${slug} has no course of ${handIns}`);
    await database.query(
      `insert into assignments.hand_in select (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'assignment_id', a.id, 'pupil_id', m.person_id,
          'version', 1, 'current', true, 'answered', false))).*
       from assignments.assignment a join courses.member m on m.school_id = a.school_id and m.course_id = a.course_id,
         (select h from assignments.hand_in h where h.school_id = $1 and h.current limit 1) one (h)
       where a.school_id = $1 and a.id = any($2::uuid[])
       on conflict do nothing`,
      [id, rows.map(({ assignmentId }) => assignmentId)],
    );
    const cookieOf = new Map(teachers.map(({ personId }, at) => [personId, cookies[at]]));
    return Array.from({ length: count }, (_, at) => {
      const { personId = '', assignmentId = '' } = rows[at % rows.length] ?? {};
      return {
        steps: [
          {
            method: 'GET',
            path: `/api/${slug}/assignments/${assignmentId}/pupils?limit=${handIns}`,
            headers: headersOf(at, cookieOf.get(personId)),
          },
        ],
      };
    });
  },
  check: (answer) => {
    if (!Array.isArray(answer['items']) || answer['items'].length < handIns - 5) throw new Error('too few have handed in');
  },
};
