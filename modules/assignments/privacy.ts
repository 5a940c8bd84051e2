import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons, PersonColumn } from '#kernel/privacy/privacy.ts';
import { detachFiles } from '#modules/files/public.ts';
import { exportMadeAnnotations, exportReceivedAnnotations } from './annotate/privacy.ts';
import { commentColumns, eraseComments, exportComments } from './comments/privacy.ts';
import { eraseRubrics, exportRubrics, rubricColumns } from './rubrics/privacy.ts';
import { eraseTogether, exportTogether, togetherColumns } from './together/privacy.ts';

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
      'Für wen eine Aufgabe ist, mit eigenen Zeiten, ob sie geöffnet wurde (ja oder nein) und der Tag der letzten Erinnerung.',
      'For whom work is, with times of their own, whether it was opened (yes or no) and the day of the last reminder.',
      365,
    ),
    column('hand_in_draft.pupil_id', 'Angefangenes, das noch nicht abgegeben ist.', 'What was begun and is not handed in yet.', 365),
    column(
      'hand_in.pupil_id',
      'Was Lernende abgegeben haben, mit früheren Fassungen.',
      'What pupils handed in, with earlier versions.',
      365,
    ),
    column('tag.person_id', 'Eigene Stichwörter einer Lehrkraft zu Aufgaben.', 'A teacher’s own words for pieces of work.', 730),
    column('template.made_by', 'Wer eine Vorlage aufgehoben hat.', 'Who kept a template.', 1825),
    column(
      'answer.pupil_id',
      'Rückmeldungen zu Abgaben, mit Bewertungsraster, Note und Anmerkungen auf Dateien.',
      'Answers to what was handed in, with rubric, mark and annotations on files.',
      365,
    ),
    column('answer.made_by', 'Wer eine Rückmeldung geschrieben hat.', 'Who wrote an answer.', 365),
    ...rubricColumns,
    ...commentColumns,
    ...togetherColumns,
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  const title = sql`(select a.title from assignments.assignment a where a.school_id = o.school_id and a.id = o.assignment_id) as title`;
  const parts = {
    work_set: sql`select id, title, body, starts_at, due_at, closes_at, published_at, created_at from assignments.assignment o where school_id = ${db.schoolId} and made_by = ${personId}`,
    received: sql`select id, ${title}, listed, seen, own_times, due_at, closes_at, reminded_on from assignments.recipient o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    draft: sql`select id, ${title}, text, file_ids from assignments.hand_in_draft o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    hand_in: sql`select id, ${title}, version, text, handed_in_at, late, taken_back from assignments.hand_in o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    answer: sql`select id, ${title}, given_text as text, given_rubric as rubric, given_mark as mark, given_back_at from assignments.answer o where school_id = ${db.schoolId} and pupil_id = ${personId} and given_back_at is not null`,
    tag: sql`select id, ${title}, word from assignments.tag o where school_id = ${db.schoolId} and person_id = ${personId}`,
    template: sql`select id, title, body, hand_in_kinds, subject, shared_with, created_at from assignments.template o where school_id = ${db.schoolId} and made_by = ${personId}`,
    answer_written: sql`select id, ${title}, text, rubric, mark, changed_at from assignments.answer o where school_id = ${db.schoolId} and made_by = ${personId}`,
    annotation: exportReceivedAnnotations(db, personId),
    annotation_made: exportMadeAnnotations(db, personId),
    rubric: exportRubrics(db, personId),
    comment: exportComments(db, personId),
    ...exportTogether(db, personId),
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
  const gone = await eraseTogether(db, personId);
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
  count('tag.person_id', await sql`delete from assignments.tag where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db));
  await dropOwnTemplates(db, personId);
  count(
    'template.made_by',
    await sql`update assignments.template set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db),
  );
  count(
    'answer.made_by',
    await sql`update assignments.answer set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db),
  );
  return { ...gone, ...(await eraseRubrics(db, personId)), ...(await eraseComments(db, personId)) };
}

/** Templates nobody else finds go with their maker; shared ones stay, without the name. */
async function dropOwnTemplates(db: Db, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`delete from assignments.template
    where school_id = ${db.schoolId} and made_by = ${personId} and shared_with = 'nobody' returning id`.execute(db);
  await detachFiles(
    db,
    'assignments',
    rows.map(({ id }) => id),
  );
}
