import { classMatchName } from '../formats/class-name.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import { isCurrent, type Present } from './present.ts';
import type { Surroundings } from './resemblance.ts';

/** A guardian's row and the child, as the person it is. */
export interface FoundRelation {
  guardianKey: string;
  childId: string;
  order: number;
}

const nothing: ReadonlySet<string> = new Set();

/** Classes and children of the rows of a snapshot, by row key. */
export function surroundingsOfRows(snapshot: RosterSnapshot, relations: readonly FoundRelation[]): (key: string) => Surroundings {
  const names = new Map(snapshot.classes.map(({ key, matchName }) => [key, matchName]));
  const classes = new Map<string, Set<string>>();
  for (const { personKey, of } of snapshot.memberships) put(classes, personKey, names.get(of));
  for (const { key, entryClass } of snapshot.persons) if (entryClass !== null) put(classes, key, classMatchName(entryClass));
  const ofGuardian = new Map<string, Set<string>>();
  for (const { guardianKey, childId } of relations) put(ofGuardian, guardianKey, childId);
  return (key) => ({ classes: classes.get(key) ?? nothing, children: ofGuardian.get(key) ?? nothing });
}

/** Classes and children of the school's persons, by person id. */
export function surroundingsOfPersons(present: Present): (personId: string) => Surroundings {
  const names = new Map(present.groups.filter(({ kind }) => kind === 'class').map(({ id, name }) => [id, classMatchName(name)]));
  const classes = new Map<string, Set<string>>();
  for (const row of present.groupMembers) if (isCurrent(row, present.today)) put(classes, row.personId, names.get(row.groupId));
  const children = new Map<string, Set<string>>();
  for (const { personId, childId } of present.guardians) put(children, personId, childId);
  return (id) => ({ classes: classes.get(id) ?? nothing, children: children.get(id) ?? nothing });
}

function put(sets: Map<string, Set<string>>, key: string, value: string | undefined): void {
  if (value === undefined) return;
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
