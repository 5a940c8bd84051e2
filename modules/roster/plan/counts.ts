import type { Capacity } from '#kernel/access/capacity.ts';
import { pupilIds } from './belonging.ts';
import type { Compared } from './compared.ts';
import type { Entry } from './entries.ts';
import { isCurrent } from './present.ts';

/** The first six count what stands after the import; `memberships` are pupils in courses, `groups` classes and other groups. The others count people. */
export interface Counts {
  pupils: number;
  teachers: number;
  guardians: number;
  groups: number;
  courses: number;
  memberships: number;
  new: number;
  changed: number;
  moved: number;
  leaving: number;
  unsure: number;
}

/** One class: pupils afterwards, and who comes and goes. */
export interface ClassCounts {
  class: string;
  pupils: number;
  new: number;
  changed: number;
  movedIn: number;
  movedOut: number;
  leaving: number;
  unsure: number;
}

/** Counts what stands after an import and what it changes. */
export function countAfter({ present, people, writes, leavers }: Compared, entries: readonly Entry[]): Counts {
  const out = new Set(
    [...present.persons.filter(({ status }) => status === 'left').map(({ id }) => id)].filter(
      (id) => !writes.returners.some((person) => person.id === id),
    ),
  );
  const having = (capacity: Capacity) => {
    const ids = new Set<string>();
    for (const row of present.capacities)
      if (row.capacity === capacity && isCurrent(row, present.today) && !out.has(row.personId)) ids.add(row.personId);
    for (const row of writes.capacities) if (row.capacity === capacity) ids.add(row.personId);
    for (const { person, kind } of leavers.values()) if (kind === capacity) ids.delete(person.id);
    return ids.size;
  };
  const after = <S extends { id: string }>(sets: readonly S[], saved: readonly { id: string }[], ended: readonly S[]) =>
    new Set([...sets, ...saved].map(({ id }) => id)).size - ended.length;
  const ended = new Set(writes.endedCourses.map(({ id }) => id));
  const { save, end } = writes.memberships.courseMembers;
  const members = new Set(
    present.courseMembers.filter((row) => isCurrent(row, present.today)).map((row) => `${row.courseId} ${row.personId}`),
  );
  for (const row of end) members.delete(`${row.courseId} ${row.personId}`);
  for (const row of save) members.add(`${row.courseId} ${row.personId}`);
  const of = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length;
  return {
    pupils: having('pupil'),
    teachers: having('teacher'),
    guardians: having('guardian'),
    groups: after(present.groups, writes.groups, writes.endedGroups),
    courses: after(present.courses, writes.courses, writes.endedCourses),
    memberships: [...members].filter((pair) => !ended.has(pair.slice(0, 36))).length,
    new: of('new'),
    changed: of('changed'),
    moved: of('moved'),
    leaving: of('leaving'),
    unsure: people.questions.length,
  };
}

/** The same class by class, in the order of their names; classes that come to an end stand there as long as somebody leaves them. */
export function countClasses(compared: Compared, entries: readonly Entry[]): ClassCounts[] {
  const { present, snapshot, sets, people, writes } = compared;
  const names = new Map(present.groups.filter(({ kind }) => kind === 'class').map(({ id, name }) => [id, name]));
  for (const { key, name } of snapshot.classes) names.set(sets.classes.get(key)?.id ?? '', name);
  const pupils = pupilIds(compared);
  const members = new Map([...names.keys()].map((id) => [id, new Set<string>()]));
  for (const row of present.groupMembers)
    if (isCurrent(row, present.today) && pupils.has(row.personId)) members.get(row.groupId)?.add(row.personId);
  for (const row of writes.memberships.groupMembers.end) members.get(row.groupId)?.delete(row.personId);
  for (const row of writes.memberships.groupMembers.save) if (pupils.has(row.personId)) members.get(row.groupId)?.add(row.personId);

  const counts = new Map<string, ClassCounts>();
  const at = (name: string) => {
    const known = counts.get(name) ?? { class: name, pupils: 0, new: 0, changed: 0, movedIn: 0, movedOut: 0, leaving: 0, unsure: 0 };
    counts.set(name, known);
    return known;
  };
  const ended = new Set(writes.endedGroups.map(({ id }) => id));
  for (const [id, set] of members) if (!ended.has(id)) at(names.get(id) ?? '').pupils += set.size;
  for (const { kind, role, className, changes } of entries) {
    if (role !== 'pupil') continue;
    const each = (list: string | null | undefined) => (list ? list.split(', ') : []);
    if (kind !== 'moved') for (const name of each(className)) at(name)[kind] += 1;
    const move = changes.find(({ field }) => field === 'class');
    if (kind !== 'moved' || move === undefined) continue;
    for (const name of each(move.to)) if (!each(move.from).includes(name)) at(name).movedIn += 1;
    for (const name of each(move.from)) if (!each(move.to).includes(name)) at(name).movedOut += 1;
  }
  for (const { row } of people.questions) if (row.kind === 'pupil' && row.entryClass) at(classNameOf(compared, row.entryClass)).unsure += 1;
  return [...counts.values()].sort((a, b) => a.class.localeCompare(b.class, 'de', { numeric: true }));
}

/** A class as it is shown, from a name as a row writes it. */
function classNameOf({ snapshot }: Compared, written: string): string {
  return snapshot.classes.find(({ name, statisticCode }) => name === written || statisticCode === written)?.name ?? written;
}
