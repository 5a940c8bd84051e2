/** What other modules and the command line may use of roster. */
export { rosterImported, rosterUndone } from './events.ts';
export { type ImportResult, importFiles, isRosterFormat, undoLastImport } from './imports/import-files.ts';
