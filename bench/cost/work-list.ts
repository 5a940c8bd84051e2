import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

/** A pupil opens the list of work of one course. */
export const workList: Operation = {
  name: 'work-list',
  summary: "a pupil opens one course's list of work",
  targetMilliseconds: 1.3,
  warmUp: 2_000,
  perRound: 4_000,
  repeatable: true,
  prepare: async (database, { slug, id, secrets }, count) => {
    const pupils = await accountsOf(database, slug, 'pupil', 300);
    const cookies = await openDevices(database, pupils, secrets, 6);
    const { rows } = await database.query<{ pupilId: string; courseId: string }>(
      `select m.person_id as "pupilId", m.course_id as "courseId" from courses.member m
       where m.school_id = $1 and m.person_id = any($2::uuid[])
         and exists (select from assignments.assignment a where a.school_id = m.school_id and a.course_id = m.course_id and a.published_at is not null)
       order by md5(m.person_id::text || m.course_id::text)`,
      [id, pupils.map(({ personId }) => personId)],
    );
    if (rows.length === 0) throw new Error(`no course of ${slug} has any work`);
    const cookieOf = new Map(pupils.map(({ personId }, at) => [personId, cookies[at]]));
    return Array.from({ length: count }, (_, at) => {
      const { pupilId = '', courseId = '' } = rows[at % rows.length] ?? {};
      return {
        steps: [
          { method: 'GET', path: `/api/${slug}/assignments?show=all&targetId=${courseId}`, headers: headersOf(at, cookieOf.get(pupilId)) },
        ],
      };
    });
  },
  check: (answer) => {
    if (!Array.isArray(answer['items']) || answer['items'].length === 0) throw new Error('this list of work is empty');
  },
};
