import type { Answer, Body } from '#kernel/contract/contract.ts';
import { berlinClock, fromBerlinClock } from '#kernel/ui/berlin.ts';
import type { HandInKind, TeamMode } from '../contract.ts';
import type { assignmentContract, saveContract } from '../set/contract.ts';

/** When nothing is taken any more, as teachers think of it. */
export type Tolerance = 'atDue' | 'day' | 'week' | 'own' | 'never';

/** A piece of work as it stands in the form. */
export interface WorkValues {
  title: string;
  body: string;
  startsAt: string | null;
  dueAt: string | null;
  tolerance: Tolerance;
  /** Only with tolerance `own`. */
  closesAt: string | null;
  pupilIds: string[] | null;
  handInKinds: HandInKind[];
  /** Of the files: those of which every pupil gets a copy. */
  worksheetIds: string[];
  teams: TeamMode;
  teamSize: number | null;
  files: { id: string; name: string; type: string; sizeBytes: number }[];
}

const days: Partial<Record<Tolerance, number>> = { atDue: 0, day: 1, week: 7 };

/** What the server holds, as form values. */
export function valuesOf(work: Answer<typeof assignmentContract>): WorkValues {
  const { title, body, startsAt, dueAt, closesAt, pupilIds, handInKinds, worksheetIds, teams, teamSize, files } = work;
  return {
    title,
    body,
    startsAt,
    dueAt,
    closesAt,
    pupilIds,
    handInKinds,
    worksheetIds,
    teams,
    teamSize,
    files,
    tolerance: toleranceOf(dueAt, closesAt),
  };
}

/** What is sent for them. */
export function sentFor({ files, tolerance, ...values }: WorkValues): Omit<Body<typeof saveContract>, 'revision'> {
  return { ...values, closesAt: closingOf(values.dueAt, tolerance, values.closesAt), fileIds: files.map(({ id }) => id) };
}

/** The closing time a tolerance means: so many days after due at the same clock time; null: never. */
export function closingOf(dueAt: string | null, tolerance: Tolerance, own: string | null): string | null {
  if (tolerance === 'own') return own;
  const after = days[tolerance];
  if (after === undefined || dueAt === null) return null;
  return laterBy(dueAt, after);
}

function toleranceOf(dueAt: string | null, closesAt: string | null): Tolerance {
  if (closesAt === null) return 'never';
  if (dueAt === null) return 'own';
  const known = (['atDue', 'day', 'week'] as const).find((name) => Date.parse(laterBy(dueAt, days[name] ?? 0)) === Date.parse(closesAt));
  return known ?? 'own';
}

/** The same time on the clock at school some days later, also when clocks change between. */
function laterBy(instant: string, count: number): string {
  const clock = berlinClock(instant);
  const day = new Date(`${clock.slice(0, 10)}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + count);
  return fromBerlinClock(`${day.toISOString().slice(0, 10)}${clock.slice(10)}`);
}
