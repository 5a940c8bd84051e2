import type { Compared } from './compared.ts';
import { isCurrent } from './present.ts';

/** A class of an earlier school year that goes on as a new one, and how many of its pupils go along. */
export interface ContinuedClass {
  from: string;
  to: string;
  pupils: number;
}

/** The same with ids: new class → class it continues. */
export interface Continuation extends ContinuedClass {
  fromId: string;
  toId: string;
  /** Nobody of the old class stays behind in it. */
  isEmptied: boolean;
}

/**
 * Which new classes are old ones under another name: more than half of the old class's pupils go there, and they are more than half of those there
 * who were in any class before. So 6b continues 5b, while an upper level that all classes of a year go into continues none of them.
 */
export function continuedClasses({
  snapshot,
  present,
  sets,
  people,
  writes,
}: Pick<Compared, 'snapshot' | 'present' | 'sets' | 'people'> & { writes: Pick<Compared['writes'], 'memberships'> }): Continuation[] {
  const earlier = new Map(
    present.groups.flatMap((group) =>
      group.kind === 'class' && group.schoolYear !== null && group.schoolYear < sets.schoolYear ? [[group.id, group] as const] : [],
    ),
  );
  const pupils = new Set(
    present.capacities.filter((row) => row.capacity === 'pupil' && isCurrent(row, present.today)).map(({ personId }) => personId),
  );
  const classBefore = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const row of present.groupMembers) {
    if (!earlier.has(row.groupId) || !pupils.has(row.personId) || !isCurrent(row, present.today)) continue;
    classBefore.set(row.personId, row.groupId);
    sizes.set(row.groupId, (sizes.get(row.groupId) ?? 0) + 1);
  }
  const leaving = Map.groupBy(writes.memberships.groupMembers.end, ({ groupId }) => groupId);
  const pupilKeys = Map.groupBy(
    snapshot.memberships.filter(({ part }) => part === 'pupil'),
    ({ of }) => of,
  );
  return snapshot.classes.flatMap((row) => {
    const match = sets.classes.get(row.key);
    if (match === undefined || match.known !== null) return [];
    const came = (pupilKeys.get(row.key) ?? []).flatMap(
      ({ personKey }) => classBefore.get(people.matches.get(personKey)?.personId ?? '') ?? [],
    );
    const [fromId, along] = [...Map.groupBy(came, (id) => id)].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const from = earlier.get(fromId ?? '');
    const size = sizes.get(fromId ?? '') ?? 0;
    if (from === undefined || along === undefined || along.length * 2 <= came.length || along.length * 2 <= size) return [];
    const gone = new Set(leaving.get(from.id)?.map(({ personId }) => personId));
    const isEmptied = [...classBefore].every(([personId, groupId]) => groupId !== from.id || gone.has(personId));
    return [{ from: from.name, to: row.name, pupils: along.length, fromId: from.id, toId: match.id, isEmptied }];
  });
}
