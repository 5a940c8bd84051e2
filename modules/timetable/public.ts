/** What other modules and the command line may use of the timetable. All functions take the open transaction of the caller; days are 'YYYY-MM-DD'. */
export type { HolidayProblem } from './free-days/import/problem.ts';
export { type Holiday, type ReadHolidays, readHolidays } from './free-days/import/read-holidays.ts';
export { states } from './free-days/import/states.ts';
export { type TakenIn, takeInHolidays } from './free-days/import/take-in.ts';
export type { Period } from './grid/default-grid.ts';
export { setGrid } from './grid/set-grid.ts';
export { importTimetable, type TimetableImport } from './imports/import-files.ts';
export { undoTimetable } from './imports/undo.ts';
