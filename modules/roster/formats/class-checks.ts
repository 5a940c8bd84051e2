import { classMatchName } from './class-name.ts';
import { suggestClasses } from './class-suggestion.ts';
import type { ProblemList } from './problem.ts';
import type { RosterPerson, RosterSnapshot } from './snapshot.ts';

/**
 * Looks for mistyped classes in a snapshot whose source has no list of classes of its own.
 *
 * With the classes the school has now, every other name is a warning with what was probably meant ("8x": 8b?). Without them, a class
 * with a single pupil is one when a class of a similar name has at least five.
 */
export function checkClasses(
  snapshot: RosterSnapshot,
  knownClasses: readonly string[] | undefined,
  problems: ProblemList,
  columnOf: (file: string) => string,
): void {
  const known = new Set((knownClasses ?? []).map(classMatchName));
  const persons = new Map(snapshot.persons.map((person) => [person.key, person]));
  const pupils = Map.groupBy(snapshot.memberships, (each) => each.of);
  const large = snapshot.classes.filter((each) => (pupils.get(each.key)?.length ?? 0) >= 5).map((each) => each.name);
  for (const each of snapshot.classes) {
    const members = pupils.get(each.key) ?? [];
    const first: RosterPerson | undefined = persons.get(members[0]?.personKey ?? each.teachers[0]?.personKey ?? '');
    if (first === undefined) continue;
    const column = columnOf(first.place.file);
    if (known.size > 0) {
      if (known.has(each.matchName)) continue;
      const suggestion = suggestClasses(each.name, knownClasses ?? []).join(', ');
      const data = { name: each.name, count: members.length };
      if (suggestion === '') problems.add(first.place, column, 'class_not_listed', data);
      else problems.add(first.place, column, 'class_not_listed_near', { ...data, suggestion });
    } else if (members.length === 1) {
      const suggestion = suggestClasses(each.name, large).join(', ');
      if (suggestion !== '') problems.add(first.place, column, 'class_with_one_pupil', { name: each.name, suggestion });
    }
  }
}
