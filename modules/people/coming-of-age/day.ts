import { addDays } from '#kernel/time/calendar.ts';

/**
 * The day from which somebody is of age (§ 2 BGB): the 18th birthday; born on 29 February, 1 March (§ 187 (2), § 188 (2) BGB).
 *
 * @param birthDate  'YYYY-MM-DD'
 */
export function ofAgeOn(birthDate: string): string {
  const [year = 0, ...rest] = birthDate.split('-').map(Number);
  const day = `${year + 18}-${rest.map((part) => String(part).padStart(2, '0')).join('-')}`;
  // 18 years after a leap year there is no 29 February
  return day.endsWith('-02-29') ? addDays(`${year + 18}-02-28`, 1) : day;
}

/** Whether somebody is of age on a day; an unknown birth date: no. */
export function isOfAge(birthDate: string | null, day: string): boolean {
  return birthDate !== null && ofAgeOn(birthDate) <= day;
}
