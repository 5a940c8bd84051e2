import type { FieldNames } from './check-person.ts';
import { nameMatchKey } from './person-name.ts';
import type { RosterPerson, RosterPlace } from './snapshot.ts';
import type { SnapshotBuilder } from './snapshot-builder.ts';

/** A guardian as a row names them. Telephone and address serve to tell people apart and are not kept. */
export interface RawGuardian {
  sourceId?: string | null;
  lastName: string;
  firstName: string;
  gender?: string | null;
  email?: string | null;
  handle?: string | null;
  phone?: string | null;
  address?: string | null;
}

/**
 * Finds the guardians behind rows of "one parent, one child": rows with the same names **and** the same e-mail address, telephone number
 * or address are one person. Names alone never are, and neither is a shared e-mail address with different names.
 */
export function guardianPool(builder: SnapshotBuilder): (raw: RawGuardian, place: RosterPlace, names?: FieldNames) => RosterPerson | null {
  const known = new Map<string, RosterPerson>();
  return (raw, place, names = {}) => {
    const name = `${nameMatchKey(raw.lastName)}\n${nameMatchKey(raw.firstName)}`;
    const marks = [
      raw.email?.trim() ? `e:${raw.email.trim().toLowerCase()}` : null,
      phoneKey(raw.phone ?? '') === '' ? null : `p:${phoneKey(raw.phone ?? '')}`,
      addressKey(raw.address ?? '') === '' ? null : `a:${addressKey(raw.address ?? '')}`,
    ].flatMap((mark) => (mark === null ? [] : [`${name}\n${mark}`]));
    const withId = raw.sourceId?.trim() ? builder.personById('guardian', raw.sourceId.trim()) : undefined;
    const earlier = withId ?? (raw.sourceId?.trim() ? undefined : marks.map((mark) => known.get(mark)).find((each) => each !== undefined));
    const { phone: _phone, address: _address, ...person } = raw;
    const guardian = earlier ?? builder.addPerson({ ...person, kind: 'guardian' }, place, names, 'merge');
    if (guardian !== null) for (const mark of marks) if (!known.has(mark)) known.set(mark, guardian);
    return guardian;
  };
}

/** Digits of a telephone number, +49 and 0049 as 0; empty if there are fewer than five. */
function phoneKey(phone: string): string {
  const digits = phone
    .replace(/[^\d+]/g, '')
    .replace(/^(\+|00)49/, '0')
    .replace(/\D/g, '');
  return digits.length < 5 ? '' : digits;
}

/** An address for comparing: "Hauptstraße 5" = "Hauptstr. 5". Empty without a number: a street alone tells too little. */
function addressKey(address: string): string {
  const key = address
    .toLowerCase()
    .replaceAll('straße', 'str')
    .replaceAll('strasse', 'str')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return /\d/.test(key) ? key : '';
}
