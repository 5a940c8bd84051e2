import { sql } from 'kysely';
import type { Privacy } from '#kernel/privacy/privacy.ts';

/** What roster keeps about a human: only until the last import can no longer be taken back. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'roster.import.made_by',
      why: { de: 'Wer einen Import begonnen hat.', en: 'Who began an import.' },
      keep: { days: 365, after: 'made' },
    },
    {
      column: 'roster.entry.person_id',
      why: {
        de: 'Was ein Import bei wem ändert, zum Ansehen und Zurücknehmen.',
        en: 'What an import changes about whom, to be looked at and taken back.',
      },
      keep: { days: 90, after: 'made' },
    },
    {
      column: 'roster.question.answer_id',
      why: { de: 'Welche Person mit einer Zeile der Liste gemeint war.', en: 'Which person a row of the list meant.' },
      keep: { days: 90, after: 'made' },
    },
    {
      column: 'roster.candidate.person_id',
      why: { de: 'Wer für eine Zeile der Liste in Frage kommt.', en: 'Who comes into question for a row of the list.' },
      keep: { days: 90, after: 'made' },
    },
    {
      column: 'roster.change.person_id',
      why: {
        de: 'Wie die Daten vor dem letzten Import waren, damit er sich zurücknehmen lässt.',
        en: 'What the data were before the last import, so that it can be taken back.',
      },
      keep: { days: 90, after: 'made' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows: entries } =
      await sql`select i.made_at, e.kind, e.name, e.class_name, e.changes from roster.entry e join roster.import i on i.school_id = e.school_id and i.id = e.import_id
      where e.school_id = ${db.schoolId} and e.person_id = ${personId} order by i.made_at, e.id`.execute(db);
    for (const value of entries) yield { part: 'import', value };
    const { rows: changes } =
      await sql`select c.subject, c.before from roster.change c where c.school_id = ${db.schoolId} and c.person_id = ${personId} and c.before is not null order by c.id`.execute(
        db,
      );
    for (const value of changes) yield { part: 'before_import', value };
    const { rows: asked } =
      await sql`select c.facts from roster.candidate c where c.school_id = ${db.schoolId} and c.person_id = ${personId} order by c.id`.execute(
        db,
      );
    for (const value of asked) yield { part: 'asked_about', value };
    const { rows: made } =
      await sql`select i.made_at, i.state, i.format from roster.import i where i.school_id = ${db.schoolId} and i.made_by = ${personId} order by i.made_at, i.id`.execute(
        db,
      );
    for (const value of made) yield { part: 'imports_made', value };
  },
  erasePerson: async (db, personId) => {
    const count = (done: { numAffectedRows?: bigint | undefined }) => Number(done.numAffectedRows ?? 0n);
    // relations name the child in their key too
    const changes =
      await sql`delete from roster.change where school_id = ${db.schoolId} and (person_id = ${personId} or after->>'childId' = ${personId}::text)`.execute(
        db,
      );
    const candidates = await sql`delete from roster.candidate where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const entries = await sql`delete from roster.entry where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    // what was answered about somebody who is gone is asked again, if it is asked at all
    const answers = await sql`delete from roster.question where school_id = ${db.schoolId} and answer_id = ${personId}`.execute(db);
    const imports = await sql`update roster.import set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(
      db,
    );
    return {
      'roster.change.person_id': count(changes),
      'roster.candidate.person_id': count(candidates),
      'roster.entry.person_id': count(entries),
      'roster.question.answer_id': count(answers),
      'roster.import.made_by': count(imports),
    };
  },
};
