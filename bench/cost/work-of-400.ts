import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

const tasks = 400;
const pupils = 20;

/** A pupil with a whole year of work opens the list of all of it: its first page. */
export const workOf400: Operation = {
  name: 'work: list of a pupil with 400 tasks',
  summary: 'a pupil with 400 tasks opens the list of work',
  targetMilliseconds: 1.3,
  warmUp: 1_000,
  perRound: 2_000,
  repeatable: true,
  prepare: async (database, { slug, id, secrets }, count) => {
    const people = await accountsOf(database, slug, 'pupil', pupils);
    const cookies = await openDevices(database, people, secrets, 6);
    // whatever columns work has: rows are made from one that is there. Each pupil gets a year of work of their own, most of it handed in
    await database.query(
      `with template as (select a, h, r from assignments.assignment a
          join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.current
          join assignments.recipient r on r.school_id = h.school_id and r.assignment_id = h.assignment_id and r.pupil_id = h.pupil_id
          where a.school_id = $1 and a.course_id is not null and a.published_at is not null and a.deleted_at is null limit 1),
        made as (select gen_random_uuid() as id, p.person_id as pupil_id, n,
            (select m.course_id from courses.member m where m.school_id = $1 and m.person_id = p.person_id order by m.course_id limit 1) as course_id
          from unnest($2::uuid[]) as p (person_id), generate_series(1, $3::int) n),
        works as (insert into assignments.assignment select (jsonb_populate_record((t).a, jsonb_build_object('id', m.id, 'course_id', m.course_id, 'whole', false,
            'title', 'Aufgabe ' || m.n, 'starts_at', null, 'closes_at', null, 'due_at', now() - m.n * interval '12 hours' + interval '10 days'))).*
          from made m, template t),
        seen as (insert into assignments.recipient select (jsonb_populate_record((t).r, jsonb_build_object('id', gen_random_uuid(), 'assignment_id', m.id,
            'pupil_id', m.pupil_id, 'listed', true, 'chosen', true, 'seen', true))).* from made m, template t)
      insert into assignments.hand_in select (jsonb_populate_record((t).h, jsonb_build_object('id', gen_random_uuid(), 'assignment_id', m.id,
        'pupil_id', m.pupil_id, 'version', 1, 'current', true))).* from made m, template t where m.n > 40`,
      [id, people.map(({ personId }) => personId), tasks],
    );
    return Array.from({ length: count }, (_, at) => ({
      steps: [{ method: 'GET', path: `/api/${slug}/assignments?show=all`, headers: headersOf(at, cookies[at % cookies.length]) }],
    }));
  },
  check: (answer) => {
    if (!Array.isArray(answer['items']) || answer['items'].length < 20) throw new Error('this list of work is too short');
  },
};
