import type { Compared } from './compared.ts';
import { isCurrent } from './present.ts';
import { findRelations } from './relations.ts';

/** Something to be looked at that only the comparison can tell; it hinders nothing. */
export interface PlanNote {
  file: string;
  line: number | null;
  column: string | null;
  code: 'other_school_year' | 'not_in_source' | 'child_not_found' | 'short_name_twice';
  data: Record<string, string | number>;
}

/** What a human should know before applying. */
export function notesOf({ snapshot, present, people, writes }: Compared, schoolYear: number): PlanNote[] {
  const notes: PlanNote[] = [];
  const [first] = snapshot.persons;
  const whole = { file: first?.place.file ?? '', line: null, column: null };
  const written = snapshot.source.schoolYear;
  if (written !== null && Number(written) !== schoolYear)
    notes.push({ ...whole, code: 'other_school_year', data: { written: yearName(Number(written)), now: yearName(schoolYear) } });

  const matched = new Set([...people.matches.values()].map(({ personId }) => personId));
  const byHand = new Set(
    present.persons.filter(({ source, status, guestOf }) => source === null && status === 'active' && guestOf === null).map(({ id }) => id),
  );
  const isListed = { pupil: snapshot.complete.pupils, teacher: snapshot.complete.teachers };
  const missing = new Set(
    present.capacities
      .filter(
        (row) =>
          (row.capacity === 'pupil' || row.capacity === 'teacher') &&
          isListed[row.capacity] &&
          isCurrent(row, present.today) &&
          byHand.has(row.personId) &&
          !matched.has(row.personId),
      )
      .map(({ personId }) => personId),
  );
  if (missing.size > 0) notes.push({ ...whole, code: 'not_in_source', data: { count: missing.size } });

  const guardians = new Map(snapshot.persons.map((row) => [row.key, row]));
  const ids = new Map([...people.matches].map(([key, { personId }]) => [key, personId]));
  for (const { guardianKey, child } of findRelations(snapshot, present, ids).lost) {
    const place = guardians.get(guardianKey)?.place;
    const name = [child?.firstName, child?.lastName].filter(Boolean).join(' ') || (child?.sourceId ?? '');
    notes.push({ file: place?.file ?? '', line: place?.line ?? null, column: null, code: 'child_not_found', data: { name } });
  }
  const short = Map.groupBy(
    writes.persons.filter(({ shortName }) => shortName),
    ({ shortName }) => shortName ?? '',
  );
  for (const [shortName, list] of short)
    if (list.length > 1) notes.push({ ...whole, code: 'short_name_twice', data: { shortName, count: list.length } });
  return notes;
}

/** 2026 → "2026/27". */
function yearName(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}
