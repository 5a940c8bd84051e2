import type { PersonState } from '#modules/people/public.ts';
import { classMatchName } from '../formats/class-name.ts';
import { nameMatchKey } from '../formats/person-name.ts';
import type { RosterChildReference, RosterRelation, RosterSnapshot } from '../formats/snapshot.ts';
import type { Present } from './present.ts';
import { type FoundRelation, surroundingsOfPersons } from './surroundings.ts';

/**
 * Finds the children of all relations: rows of the files by their match, references by the school's pupils (id, then names with birth
 * date or class). What names nobody, or several, is answered in `lost`.
 *
 * @param children  row key → person id of the rows matched so far
 */
export function findRelations(
  snapshot: RosterSnapshot,
  present: Present,
  children: ReadonlyMap<string, string>,
): { found: FoundRelation[]; lost: RosterRelation[] } {
  const found: FoundRelation[] = [];
  const lost: RosterRelation[] = [];
  const references = snapshot.relations.some(({ child }) => child !== null) ? childFinder(present) : () => undefined;
  for (const relation of snapshot.relations) {
    const childId = relation.childKey === null ? relation.child && references(relation.child)?.id : children.get(relation.childKey);
    if (childId) found.push({ guardianKey: relation.guardianKey, childId, order: relation.order });
    // a row whose own match is still asked for is not lost, only late
    else if (relation.childKey === null) lost.push(relation);
  }
  return { found, lost };
}

function childFinder(present: Present): (child: RosterChildReference) => PersonState | undefined {
  const pupilIds = new Set(present.capacities.filter(({ capacity }) => capacity === 'pupil').map(({ personId }) => personId));
  const pupils = present.persons.filter(({ id }) => pupilIds.has(id));
  const byId = Map.groupBy(
    pupils.filter(({ sourceId }) => sourceId !== null),
    ({ sourceId }) => sourceId,
  );
  const byName = Map.groupBy(pupils, ({ lastName }) => nameMatchKey(lastName));
  const besides = surroundingsOfPersons(present);
  const only = (list: readonly PersonState[]) => (list.length === 1 ? list[0] : undefined);
  return (child) => {
    if (child.sourceId !== null) return only(byId.get(child.sourceId) ?? []);
    const namesakes = byName.get(nameMatchKey(child.lastName ?? '')) ?? [];
    return only(namesakes.filter((person) => isNamedChild(child, person, besides(person.id).classes)));
  };
}

function isNamedChild(child: RosterChildReference, person: PersonState, classes: ReadonlySet<string>): boolean {
  const names = [person.firstName, person.callName ?? ''].map(nameMatchKey);
  if (child.firstName === null || !names.includes(nameMatchKey(child.firstName))) return false;
  if (child.birthDate !== null && person.birthDate !== null) return child.birthDate === person.birthDate;
  return child.className === null || classes.has(classMatchName(child.className));
}
