import { addDays } from '#kernel/time/calendar.ts';
import type { PersonToSave } from '../bulk/save-persons.ts';

/**
 * One pupil of the last year comes of age three weeks after the city is made up, so that what is announced then can be seen. Always the same
 * pupil; schools without a last year have none.
 */
export function makeOneComeOfAge(persons: PersonToSave[], today: string): void {
  const pupil = persons.find(({ sourceId }) => sourceId?.startsWith('pupil/Q2/'));
  if (pupil === undefined) return;
  const birthday = addDays(today, 21);
  pupil.birthDate = `${Number(birthday.slice(0, 4)) - 18}${birthday.slice(4)}`.replace(/-02-29$/, '-02-28');
}
