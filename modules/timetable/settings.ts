import { OneOf } from '#kernel/contract/types.ts';
import { setting } from '#kernel/settings/setting.ts';

/** Which of its state's holidays a school has: Mecklenburg-Vorpommern has others for vocational schools, Schleswig-Holstein for its islands. */
export const holidayCalendar = setting({
  id: 'timetable.holiday_calendar',
  title: { de: 'Ferien der Schule beim Einlesen der Ferien des Landes', en: 'Which holidays of the state the school takes in' },
  scope: 'school',
  type: OneOf(['usual', 'vocational', 'islands']),
  fallback: 'usual',
});

/** Untis and SVWS call weeks A and B and leave to the school which they are; by number, so that holidays change nothing. */
export const aWeeks = setting({
  id: 'timetable.a_weeks',
  title: { de: 'Welche Kalenderwochen A-Wochen sind', en: 'Which calendar weeks are A weeks' },
  scope: 'school',
  type: OneOf(['odd', 'even']),
  fallback: 'odd',
});
