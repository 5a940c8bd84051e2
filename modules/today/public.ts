/** What other modules may use of today: which days are school days. */
export { dayAtSchool } from './day-at-school.ts';
