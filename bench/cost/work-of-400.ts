import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

const tasks = 400;
const open = 40;
// so many that nobody of them asks more often than one may
const pupils = 120;

/** Pupils with a whole year of work in their courses, all but the last pieces handed in and most of them closed, open a list of it: its first page. */
const listOf = (name: string, summary: string, query: string): Operation => ({
  name: `work: ${name}`,
  summary,
  targetMilliseconds: 1.3,
  warmUp: 600,
  perRound: 600,
  repeatable: true,
  prepare: async (database, { slug, id, secrets }, count) => {
    const people = await accountsOf(database, slug, 'pupil', pupils);
    const cookies = await openDevices(database, people, secrets, 6);
    await makeYear(
      database,
      id,
      people.map(({ personId }) => personId),
    );
    return Array.from({ length: count }, (_, at) => ({
      steps: [{ method: 'GET', path: `/api/${slug}/assignments${query}`, headers: headersOf(at, cookies[at % cookies.length]) }],
    }));
  },
  check: (answer) => {
    if (!Array.isArray(answer['items']) || answer['items'].length < 20) throw new Error('this list of work is too short');
  },
});

/** What is still to do: what the page shows first. */
export const openOf400: Operation = listOf(
  'open work of a pupil with 400 tasks',
  'a pupil with 400 tasks opens the list of what is to do',
  '?show=open&limit=20',
);
/** The whole year, latest first. */
export const allOf400: Operation = listOf(
  'all work of a pupil with 400 tasks',
  'a pupil with 400 tasks opens the list of all of them',
  '?show=all&limit=20',
);

type Database = Parameters<Operation['prepare']>[0];

/** Whatever columns work has: rows are made from one that is there. Once only, however many operations ask for it. */
async function makeYear(database: Database, schoolId: string, pupilIds: readonly string[]): Promise<void> {
  await database.query(
    `with template as (select a, h, r from assignments.assignment a
        join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.current
        join assignments.recipient r on r.school_id = h.school_id and r.assignment_id = h.assignment_id and r.pupil_id = h.pupil_id
        where a.school_id = $1 and a.course_id is not null and a.published_at is not null and a.deleted_at is null limit 1),
      mine as (select m.person_id, m.course_id, row_number() over (partition by m.person_id order by m.course_id) as place,
          count(*) over (partition by m.person_id) as courses
        from courses.member m where m.school_id = $1 and m.person_id = any($2)),
      wanted as (select course_id, max(ceil($3::numeric / courses))::int as pieces from mine group by course_id),
      made as (select gen_random_uuid() as id, w.course_id, n, n * interval '1 day' * $3 / 2 / w.pieces as before from wanted w, generate_series(1, w.pieces) n),
      works as (insert into assignments.assignment select (jsonb_populate_record((t).a, jsonb_build_object('id', m.id, 'course_id', m.course_id, 'group_id', null,
          'whole', true, 'title', 'Übung ' || m.n, 'starts_at', null, 'due_at', now() - m.before + interval '10 days',
          'closes_at', case when m.before > interval '30 days' then now() - m.before + interval '17 days' end))).*
        from made m, template t where not exists (select from assignments.assignment a where a.school_id = $1 and a.title = 'Übung 1') returning id),
      theirs as (select m.id, c.person_id as pupil_id, row_number() over (partition by c.person_id order by m.before) as place from made m join mine c on c.course_id = m.course_id),
      seen as (insert into assignments.recipient select (jsonb_populate_record((t).r, jsonb_build_object('id', gen_random_uuid(), 'assignment_id', m.id,
          'pupil_id', m.pupil_id, 'listed', m.place > $4, 'chosen', false, 'seen', true, 'handed_in', m.place > $4, 'begun', false))).*
        from theirs m, template t where exists (select from works))
    insert into assignments.hand_in select (jsonb_populate_record((t).h, jsonb_build_object('id', gen_random_uuid(), 'assignment_id', m.id,
      'pupil_id', m.pupil_id, 'version', 1, 'current', true))).* from theirs m, template t where m.place > $4 and exists (select from works)`,
    [schoolId, pupilIds, tasks, open],
  );
}
