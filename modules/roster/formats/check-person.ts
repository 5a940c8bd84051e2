import { readBirthDate } from './birth-date.ts';
import { readGender } from './gender.ts';
import { limits } from './limits.ts';
import { checkName, cleanText } from './person-name.ts';
import type { ProblemList } from './problem.ts';
import type { RosterPerson, RosterPersonKind, RosterPlace } from './snapshot.ts';

/** A person as the cells of a source say it; empty and missing are the same. */
export interface RawPerson {
  kind: RosterPersonKind;
  sourceId?: string | null;
  lastName: string;
  firstName: string;
  callName?: string | null;
  birthDate?: string | null;
  gender?: string | null;
  shortName?: string | null;
  email?: string | null;
  handle?: string | null;
  entryClass?: string | null;
  status?: 'active' | 'leaving';
}

export type PersonField =
  | 'sourceId'
  | 'lastName'
  | 'firstName'
  | 'callName'
  | 'birthDate'
  | 'gender'
  | 'shortName'
  | 'email'
  | 'handle'
  | 'entryClass';
/** What the source calls its fields; used to name the place of a problem. */
export type FieldNames = Partial<Record<PersonField, string>>;

const lengths = {
  sourceId: limits.sourceIdLength,
  shortName: limits.shortNameLength,
  email: limits.emailLength,
  handle: limits.handleLength,
  entryClass: limits.classNameLength,
} as const;

/**
 * Checks and cleans one person. What makes a row unusable (empty or unreadable names, too long values, an impossible birth date) is
 * reported as an error and gives null; an unknown gender or an e-mail address that cannot be one is reported and left empty.
 *
 * @param today  'YYYY-MM-DD', the last possible birth date, if known
 */
export function checkPerson(
  raw: RawPerson,
  place: RosterPlace,
  names: FieldNames,
  problems: ProblemList,
  today?: string,
): Omit<RosterPerson, 'key'> | null {
  let usable = true;
  const refuse = (field: PersonField, code: Parameters<ProblemList['add']>[2], data = {}) => {
    problems.add(place, names[field] ?? field, code, data);
    usable = false;
  };
  const nameOf = (field: 'lastName' | 'firstName' | 'callName', value: string): string => {
    const checked = checkName(value);
    if (!checked.ok) {
      refuse(field, checked.fault, checked.fault === 'too_long' ? { limit: limits.nameLength } : { character: checked.character });
      return '';
    }
    if (checked.unusual)
      problems.add(place, names[field] ?? field, 'unusual_character', { character: checked.unusual, name: checked.name });
    if (checked.doubleEncoded) problems.add(place, names[field] ?? field, 'double_encoded', { name: checked.name });
    return checked.name;
  };
  const textOf = (field: keyof typeof lengths): string | null => {
    const { text, forbidden } = cleanText(raw[field] ?? '');
    if (forbidden) refuse(field, 'control_character', { character: forbidden });
    if (text !== null && text.length > lengths[field]) refuse(field, 'too_long', { limit: lengths[field] });
    return text;
  };

  const lastName = nameOf('lastName', raw.lastName);
  const firstName = nameOf('firstName', raw.firstName);
  const callName = raw.callName?.trim() ? nameOf('callName', raw.callName) : null;
  const birthText = raw.birthDate?.trim() ?? '';
  const birthDate = birthText === '' ? null : readBirthDate(birthText, today);
  if (birthText !== '' && birthDate === null) refuse('birthDate', 'birth_date_impossible', { value: birthText.slice(0, 40) });
  const genderText = raw.gender?.trim() ?? '';
  const gender = readGender(genderText) ?? null;
  if (genderText !== '' && gender === null)
    problems.add(place, names.gender ?? 'gender', 'gender_unknown', { value: genderText.slice(0, 40) });
  const sourceId = textOf('sourceId');
  const shortName = textOf('shortName');
  const handle = textOf('handle');
  const entryClass = textOf('entryClass');
  let email = textOf('email');
  if (email !== null && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u.test(email)) {
    problems.add(place, names.email ?? 'email', 'email_invalid');
    email = null;
  }
  if (!usable) return null;
  const status = raw.status ?? 'active';
  return {
    sourceId,
    kind: raw.kind,
    lastName,
    firstName,
    callName,
    birthDate,
    gender,
    shortName,
    email,
    handle,
    status,
    entryClass,
    place,
  };
}
