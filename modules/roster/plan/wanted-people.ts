import type { Capacity } from '#kernel/access/capacity.ts';
import type { CapacityToSave, PersonState, PersonToSave, RelationToSave } from '#modules/people/public.ts';
import type { RosterPersonKind, RosterSnapshot } from '../formats/snapshot.ts';
import type { PersonMatches } from './match-persons.ts';
import { type FieldChange, mergePerson, newPerson } from './merge-person.ts';
import { isCurrent, type Present } from './present.ts';
import { findRelations } from './relations.ts';
import { capacityOf, sourceOf } from './source-of.ts';

/** People, capacities and relations to be written. */
export interface WantedPeople {
  persons: PersonToSave[];
  newPersonIds: Set<string>;
  /** Visible changes of known people. */
  changes: Map<string, FieldChange[]>;
  /** Had left, and are in the source again. */
  returners: PersonState[];
  /** Lose their id of the source: somebody new bears it now, as was answered. */
  released: PersonState[];
  capacities: CapacityToSave[];
  relations: RelationToSave[];
}

/** Compares people, what they are and whose guardians they are; rows the source itself calls gone are passed over. */
export function wantedPeople(snapshot: RosterSnapshot, present: Present, { matches, seconds }: PersonMatches): WantedPeople {
  const wanted: WantedPeople = {
    persons: [],
    newPersonIds: new Set(),
    changes: new Map(),
    returners: [],
    released: [],
    capacities: [],
    relations: [],
  };
  const held = new Set(
    present.capacities.filter((row) => isCurrent(row, present.today)).map(({ personId, capacity }) => `${personId} ${capacity}`),
  );
  for (const row of snapshot.persons) {
    const match = matches.get(row.key);
    if (match === undefined || row.status !== 'active' || seconds.has(row.key)) continue;
    const source = sourceOf(snapshot.source, row.kind);
    if (match.known === null) {
      wanted.persons.push(newPerson(row, match.personId, source));
      wanted.newPersonIds.add(match.personId);
    } else {
      const { person, changes, isDifferent } = mergePerson(match.isDouble ? { ...row, sourceId: null } : row, match.known, source, {
        email: present.ownEmail.has(match.personId),
        id: !isWhole(snapshot, row.kind),
      });
      if (isDifferent) wanted.persons.push(person);
      if (changes.length > 0) wanted.changes.set(match.personId, changes);
      if (match.known.status === 'left') wanted.returners.push(match.known);
    }
    const capacity: Capacity = capacityOf[row.kind];
    if (!held.has(`${match.personId} ${capacity}`))
      wanted.capacities.push({ personId: match.personId, capacity, validFrom: match.known === null ? null : present.today });
  }
  const given = new Set(
    wanted.persons.flatMap(({ id, source, sourceId }) => (wanted.newPersonIds.has(id) && sourceId ? [`${source} ${sourceId}`] : [])),
  );
  wanted.released = present.persons.filter(({ source, sourceId }) => sourceId !== null && given.has(`${source} ${sourceId}`));
  wanted.relations = missingRelations(snapshot, present, matches);
  return wanted;
}

/** Relations that are not there yet. One that is there stays as it is: its days and order may have been set by hand. */
function missingRelations(snapshot: RosterSnapshot, present: Present, matches: PersonMatches['matches']): RelationToSave[] {
  const ids = new Map([...matches].map(([key, { personId }]) => [key, personId]));
  const there = new Set(present.guardians.map(({ personId, childId }) => `${personId} ${childId}`));
  const missing: RelationToSave[] = [];
  for (const { guardianKey, childId, order } of findRelations(snapshot, present, ids).found) {
    const personId = ids.get(guardianKey);
    const pair = `${personId} ${childId}`;
    if (personId === undefined || there.has(pair)) continue;
    there.add(pair);
    missing.push({ personId, childId, kind: 'guardian', place: order });
  }
  return missing;
}

/** Whether a source lists everybody of a kind; of staff none does. */
function isWhole({ complete }: RosterSnapshot, kind: RosterPersonKind): boolean {
  return kind === 'pupil' ? complete.pupils : kind === 'teacher' ? complete.teachers : kind === 'guardian' && complete.guardians;
}
