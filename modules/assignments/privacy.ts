import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons, PersonColumn } from '#kernel/privacy/privacy.ts';
import { detachFiles } from '#modules/files/public.ts';

const column = (name: string, de: string, en: string, days: number): PersonColumn => ({
  column: `assignments.${name}`,
  why: { de, en },
  keep: { days, after: 'school_year' },
});

/** What assignments keeps about people. */
export const privacy: HoldsPersons = {
  columns: [
    column('assignment.made_by', 'Wer eine Aufgabe gestellt hat.', 'Who set a piece of work.', 730),
    column(
      'recipient.pupil_id',
      'Für wen eine Aufgabe ist und ob sie geöffnet wurde (ja oder nein).',
      'For whom work is and whether it was opened (yes or no).',
      365,
    ),
    column('hand_in_draft.pupil_id', 'Angefangenes, das noch nicht abgegeben ist.', 'What was begun and is not handed in yet.', 365),
    column(
      'hand_in.pupil_id',
      'Was Lernende abgegeben haben, mit früheren Fassungen.',
      'What pupils handed in, with earlier versions.',
      365,
    ),
    column('answer.pupil_id', 'Rückmeldungen zu Abgaben.', 'Answers to what was handed in.', 365),
    column('answer.made_by', 'Wer eine Rückmeldung geschrieben hat.', 'Who wrote an answer.', 365),
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  const title = sql`(select a.title from assignments.assignment a where a.school_id = o.school_id and a.id = o.assignment_id) as title`;
  const parts = {
    work_set: sql`select id, title, body, starts_at, due_at, closes_at, published_at, created_at from assignments.assignment o where school_id = ${db.schoolId} and made_by = ${personId}`,
    received: sql`select id, ${title}, listed, seen from assignments.recipient o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    draft: sql`select id, ${title}, text, file_ids from assignments.hand_in_draft o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    hand_in: sql`select id, ${title}, version, text, handed_in_at, late from assignments.hand_in o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    answer: sql`select id, ${title}, given_text as text, given_back_at from assignments.answer o where school_id = ${db.schoolId} and pupil_id = ${personId} and given_back_at is not null`,
    answer_written: sql`select id, ${title}, text, changed_at from assignments.answer o where school_id = ${db.schoolId} and made_by = ${personId}`,
  };
  for (const [part, query] of Object.entries(parts)) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await sql<{ id: string }>`${query} and id > ${after} order by id limit 200`.execute(db);
      for (const value of rows) yield { part, value };
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
}

/** A pupil's work goes whole; what a teacher set and wrote stays with the classes, without the name. */
async function erasePerson(db: Db, personId: string): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  const count = (name: string, result: { numAffectedRows?: bigint }) => {
    gone[`assignments.${name}`] = Number(result.numAffectedRows ?? 0);
  };
  const { rows } = await sql<{ id: string }>`select id from assignments.hand_in where school_id = ${db.schoolId} and pupil_id = ${personId}
    union all select id from assignments.answer where school_id = ${db.schoolId} and pupil_id = ${personId}`.execute(db);
  await detachFiles(
    db,
    'assignments',
    rows.map(({ id }) => id),
  );
  for (const table of ['answer', 'hand_in', 'hand_in_draft', 'recipient'] as const) {
    count(
      `${table}.pupil_id`,
      await sql`delete from ${sql.table(`assignments.${table}`)} where school_id = ${db.schoolId} and pupil_id = ${personId}`.execute(db),
    );
  }
  count(
    'assignment.made_by',
    await sql`update assignments.assignment set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db),
  );
  count(
    'answer.made_by',
    await sql`update assignments.answer set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db),
  );
  return gone;
}
