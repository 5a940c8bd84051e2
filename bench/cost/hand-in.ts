import { newId } from '#kernel/ids/id.ts';
import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

/** 900 characters, as a pupil types them. */
const text = 'Der Versuch zeigt, dass die Kerze unter dem Glas erlischt, sobald der Sauerstoff verbraucht ist. '.repeat(9).trim();

/** A pupil hands in a text: checked, kept, announced to whoever teaches the course, receipt given. */
export const handIn: Operation = {
  name: 'hand-in',
  summary: 'a pupil hands in a text',
  targetMilliseconds: 3,
  warmUp: 600,
  perRound: 300,
  repeatable: false,
  prepare: async (database, { slug, id, secrets }, count) => {
    const pupils = await accountsOf(database, slug, 'pupil', 2_000);
    const cookies = await openDevices(database, pupils, secrets, 6);
    const { rows } = await database.query<{ pupilId: string; assignmentId: string }>(
      `select m.person_id as "pupilId", a.id as "assignmentId" from courses.member m
       join assignments.assignment a on a.school_id = m.school_id and a.course_id = m.course_id
       where m.school_id = $1 and m.person_id = any($2::uuid[]) and a.whole and a.teams = 'none' and a.hand_in_kinds @> '{text,files}' and a.published_at < now() and a.deleted_at is null
         and (a.starts_at is null or a.starts_at < now()) and (a.closes_at is null or a.closes_at > now() + interval '3 hours')
         and (m.valid_from is null or m.valid_from <= current_date) and (m.valid_to is null or m.valid_to >= current_date)
       order by md5(m.person_id::text || a.id::text) limit $3`,
      [id, pupils.map(({ personId }) => personId), count],
    );
    // an even number: when they are used again (a further version), ours and the bare ones, which take turns, still never meet
    const pairs = rows.slice(0, rows.length - (rows.length % 2));
    if (pairs.length < Math.min(count, 1_000)) throw new Error(`${slug} has only ${rows.length} open pieces of work for a pupil`);
    const cookieOf = new Map(pupils.map(({ personId }, at) => [personId, cookies[at]]));
    return Array.from({ length: count }, (_, at) => {
      const { pupilId = '', assignmentId = '' } = pairs[at % pairs.length] ?? {};
      const step = {
        method: 'POST',
        path: `/api/${slug}/assignments/${assignmentId}/hand-in`,
        headers: { ...headersOf(at, cookieOf.get(pupilId)), 'idempotency-key': newId() },
        body: { text: `${text} (${at})`, fileIds: [] },
      };
      return { steps: [step] };
    });
  },
  check: (answer) => {
    if (typeof answer['handInId'] !== 'string') throw new Error('this is no receipt');
  },
};
