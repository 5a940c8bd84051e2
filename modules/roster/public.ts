/** What other modules and the command line may use of roster. */
export { rosterImported, rosterUndone } from './events.ts';
// reading text with separators, whatever its encoding: Untis' files of the timetable are written like its lists of people
export { problemList, RosterFileError } from './formats/problem.ts';
export { readRecords } from './formats/read-csv.ts';
export { type ImportResult, importFiles, isRosterFormat, undoLastImport } from './imports/import-files.ts';
