import type { AloneCommand } from './command.ts';
import { incidentClose, incidentList, incidentOpen, incidentUpdate } from './incident.ts';

/** The commands that need no database. */
export const aloneCommands: readonly AloneCommand[] = [incidentOpen, incidentUpdate, incidentClose, incidentList];
