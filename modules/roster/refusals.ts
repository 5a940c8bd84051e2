import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What roster refuses. */
export const refusals = refusalsOf('roster', {
  /** Another import or undo of this school is under way. */
  busy: 409,
  /** The import is not in the state for this: being read, applied already, thrown away. */
  notNow: 409,
  noFiles: 422,
  fileTooLarge: 413,
  tooManyFiles: 422,
  /** The files have errors; nothing of them is applied. */
  hasErrors: 422,
  /** Rows are open that may be somebody who is there already. */
  unsure: 409,
  /** More than the set share would leave or move. */
  stopped: 409,
  /** School or files are not what was looked at. */
  changedSince: 409,
  /** The answer names nobody who was offered. */
  notOffered: 422,
  /** A later import was applied, or the time is over. */
  undoOver: 409,
  unknownMapping: 422,
});
