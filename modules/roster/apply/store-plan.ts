import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { transliterate } from '#kernel/ids/transliterate.ts';
import type { Entry, EntryKind } from '../plan/entries.ts';
import { nameOf } from '../plan/names.ts';
import type { Plan } from '../plan/plan.ts';
import type { Present } from '../plan/present.ts';
import { surroundingsOfPersons } from '../plan/surroundings.ts';

/** What a difference is, in one line: two plans with the same digest do the same. Ids made for what is new do not count. */
export function digestOf({ counts, perClass, entries, questions, stops, continued, writes }: Plan): string {
  const seen = {
    counts,
    continued,
    perClass,
    stops,
    entries: entries.map(({ personId, kind, ...entry }) =>
      kind === 'new' && entry.changes.length === 0 ? { kind, ...entry } : { kind, personId, ...entry },
    ),
    questions: questions.map(({ key, candidates }) => [key, candidates.map(({ id }) => id)]),
    sets: setCounts(writes),
  };
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url');
}

/** What an import writes, as numbers. */
export interface SetCounts {
  /** People to be written, also when nothing of it is to be seen (an id of the source, say). */
  persons: number;
  groups: number;
  groupsEnded: number;
  courses: number;
  coursesEnded: number;
  /** Places and parts in classes, groups and courses that begin and end. */
  joining: number;
  going: number;
}

/** Counts what happens to classes, groups and courses. */
export function setCounts(writes: Plan['writes']): SetCounts {
  const { groupMembers, courseMembers, courseTeachers } = writes.memberships;
  return {
    persons: writes.persons.length,
    groups: writes.groups.length,
    groupsEnded: writes.endedGroups.length,
    courses: writes.courses.length,
    coursesEnded: writes.endedCourses.length,
    joining: groupMembers.save.length + courseMembers.save.length + courseTeachers.save.length,
    going: groupMembers.end.length + courseMembers.end.length + courseTeachers.end.length,
  };
}

/** Puts the people of a difference in the place of what stood there for this import. */
export async function storeEntries(
  db: Db,
  importId: string,
  entries: readonly (Omit<Entry, 'kind'> & { kind: EntryKind | 'kept' })[],
): Promise<void> {
  await sql`delete from roster.entry where school_id = ${db.schoolId} and import_id = ${importId}`.execute(db);
  if (entries.length === 0) return;
  const rows = entries.map((entry, place) => ({
    ...entry,
    id: newId(),
    place,
    searchName: searchNameOf(`${entry.name} ${entry.className}`),
  }));
  await sql`insert into roster.entry (school_id, id, import_id, place, kind, role, person_id, name, search_name, class_name, changes)
    select ${db.schoolId}::uuid, n.id, ${importId}, n.place, n.kind, n.role, n."personId", n.name, n."searchName", n."className", n.changes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, place integer, kind text, role text, "personId" uuid, name text, "searchName" text, "className" text, changes jsonb)`.execute(
    db,
  );
}

/** Puts the open questions in the place of those that stood there; what was answered stays answered. */
export async function storeQuestions(db: Db, importId: string, { questions }: Plan, present: Present): Promise<void> {
  await sql`delete from roster.question where school_id = ${db.schoolId} and import_id = ${importId} and not answered`.execute(db);
  if (questions.length === 0) return;
  const around = surroundingsOfPersons(present);
  const rows = questions.map(({ key, row, candidates }, place) => ({
    id: newId(),
    place,
    key,
    row: {
      name: nameOf(row),
      kind: row.kind,
      birthDate: row.birthDate,
      className: row.entryClass,
      shortName: row.shortName,
      file: row.place.file,
      line: row.place.line,
    },
    candidates: candidates.map((person) => ({
      id: newId(),
      personId: person.id,
      facts: {
        name: nameOf(person),
        birthDate: person.birthDate,
        className: [...around(person.id).classes].join(', ') || null,
        shortName: person.shortName,
        status: person.status,
        byHand: person.source === null,
      },
    })),
  }));
  // an answer that no longer holds is asked again
  await sql`delete from roster.question where school_id = ${db.schoolId} and import_id = ${importId} and row_key = any(${rows.map(({ key }) => key)})`.execute(
    db,
  );
  await sql`insert into roster.question (school_id, id, import_id, place, row_key, row)
    select ${db.schoolId}::uuid, n.id, ${importId}, n.place, n.key, n.row from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, place integer, key text, row jsonb)`.execute(
    db,
  );
  const candidates = rows.flatMap(({ id: questionId, candidates }) => candidates.map((candidate) => ({ ...candidate, questionId })));
  await sql`insert into roster.candidate (school_id, id, question_id, person_id, facts)
    select ${db.schoolId}::uuid, n.id, n."questionId", n."personId", n.facts
    from jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb) as n (id uuid, "questionId" uuid, "personId" uuid, facts jsonb)`.execute(
    db,
  );
}

/** The form in which names of a difference are searched. */
export function searchNameOf(text: string): string {
  return transliterate(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
