import type { Command } from './command.ts';
import { holidaysImport } from './holidays.ts';
import { personCode } from './person-code.ts';
import { personDropSecondFactor } from './person-drop-second-factor.ts';
import { rosterImport, rosterUndo } from './roster.ts';
import { schoolCreate } from './school-create.ts';
import { timetableGrid, timetableImport, timetableUndo } from './timetable.ts';

/** All commands, as the help lists them. */
export const commands: readonly Command[] = [
  schoolCreate,
  personCode,
  personDropSecondFactor,
  rosterImport,
  rosterUndo,
  holidaysImport,
  timetableImport,
  timetableUndo,
  timetableGrid,
];
