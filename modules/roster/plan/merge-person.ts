import type { PersonState, PersonToSave } from '#modules/people/public.ts';
import type { RosterPerson } from '../formats/snapshot.ts';

/** The fields of a person an import can change, as they are shown. */
export const personFields = ['lastName', 'firstName', 'callName', 'shortName', 'gender', 'birthDate', 'email'] as const;
export type PersonField = (typeof personFields)[number];

/** One field that becomes another; null: empty. */
export interface FieldChange {
  field: PersonField;
  from: string | null;
  to: string | null;
}

const columnOf: Record<PersonField, string> = {
  lastName: 'last_name',
  firstName: 'first_name',
  callName: 'call_name',
  shortName: 'short_name',
  gender: 'gender',
  birthDate: 'birth_date',
  email: 'email',
};

/** A person as the source says, for somebody new. */
export function newPerson(row: RosterPerson, id: string, source: string): PersonToSave {
  const { lastName, firstName, callName, shortName, gender, birthDate, email, handle, sourceId } = row;
  return { id, lastName, firstName, callName, shortName, gender, birthDate, email, handle, source, sourceId };
}

/**
 * A known person with what the source says now (docs/decisions/0010): the source wins, but an empty field of it empties nothing, a field somebody
 * at the school has put right stays, and so do the name a person goes by and the e-mail address of somebody who has confirmed one.
 *
 * @param keeps  the person has confirmed an address (`email`); the source lists only a part, so an id of another program stays (`id`)
 * @returns the row to be written, the visible changes, and whether there is anything to write at all
 */
export function mergePerson(
  row: RosterPerson,
  known: PersonState,
  source: string,
  keeps: { email: boolean; id: boolean },
): { person: PersonToSave; changes: FieldChange[]; isDifferent: boolean } {
  const person: PersonToSave = { ...known, source: known.source ?? source };
  // an id is kept under its own source; one without takes the id of the file at hand
  const isOthers = known.sourceId !== null && known.source !== source;
  if (row.sourceId !== null && !(isOthers && keeps.id)) Object.assign(person, { source, sourceId: row.sourceId });
  const changes: FieldChange[] = [];
  for (const field of personFields) {
    const says = row[field];
    const isKept =
      known.corrected.includes(columnOf[field]) ||
      (field === 'callName' && known.callName !== null) ||
      (field === 'email' && keeps.email && known.email !== null);
    if (says === null || says === known[field] || isKept) continue;
    Object.assign(person, { [field]: says });
    changes.push({ field, from: known[field], to: says });
  }
  return { person, changes, isDifferent: changes.length > 0 || person.source !== known.source || person.sourceId !== known.sourceId };
}
