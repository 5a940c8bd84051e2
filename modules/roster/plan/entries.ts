import type { RosterPersonKind } from '../formats/snapshot.ts';
import { belongingOf } from './belonging.ts';
import type { Compared } from './compared.ts';
import { nameOf } from './names.ts';

export const entryKinds = ['new', 'changed', 'moved', 'leaving'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One person in the difference; everybody at most once. */
export interface Entry {
  kind: EntryKind;
  role: RosterPersonKind;
  personId: string;
  name: string;
  /** Class afterwards; of leavers the one they leave; empty without. */
  className: string;
  /** What becomes what: fields of the person, `class`, `courses` (names joined by commas), `status` of those who come back. */
  changes: { field: string; from: string | null; to: string | null }[];
}

/** People who are new, change class, change otherwise or leave, in the order of the source; leavers last. */
export function entriesOf(compared: Compared): Entry[] {
  const { snapshot, people, leavers, writes } = compared;
  const belonging = belongingOf(compared);
  const returning = new Set(writes.returners.map(({ id }) => id));
  const saved = new Map(writes.persons.map((person) => [person.id, person]));
  const entries: Entry[] = [];
  for (const row of snapshot.persons) {
    const match = people.matches.get(row.key);
    if (match === undefined || row.status !== 'active' || people.seconds.has(row.key)) continue;
    const { personId, known } = match;
    const { classesBefore, classesAfter, coursesOut, coursesIn } = belonging(personId);
    const className = classesAfter.join(', ');
    const base = { role: row.kind, personId, name: nameOf(saved.get(personId) ?? known ?? row), className };
    if (known === null || returning.has(personId)) {
      entries.push({ ...base, kind: 'new', changes: known === null ? [] : [{ field: 'status', from: 'left', to: 'active' }] });
      continue;
    }
    const changes: Entry['changes'] = [...(writes.changes.get(personId) ?? [])];
    const hasMoved = classesBefore.join() !== classesAfter.join();
    if (hasMoved) changes.push({ field: 'class', from: classesBefore.join(', ') || null, to: className || null });
    if (coursesOut.length + coursesIn.length > 0)
      changes.push({ field: 'courses', from: coursesOut.join(', ') || null, to: coursesIn.join(', ') || null });
    if (changes.length > 0)
      entries.push({ ...base, kind: hasMoved && classesBefore.length > 0 && classesAfter.length > 0 ? 'moved' : 'changed', changes });
  }
  for (const { person, kind } of leavers.values()) {
    entries.push({
      kind: 'leaving',
      role: kind,
      personId: person.id,
      name: nameOf(person),
      className: belonging(person.id).classesBefore.join(', '),
      changes: [],
    });
  }
  return entries;
}
