import { createHmac } from 'node:crypto';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import type { ColumnMapping } from '../formats/column-mapping.ts';
import { type RosterReading, readRoster } from '../formats/read-roster.ts';
import type { RosterFormat, RosterSnapshot } from '../formats/snapshot.ts';
import type { RosterFile } from '../formats/unzip.ts';
import type { Answers } from '../plan/match-persons.ts';
import { type Plan, planRoster } from '../plan/plan.ts';
import { type Present, readPresent } from '../plan/present.ts';
import { stopPercent } from '../settings.ts';

/** Reads files for one school. Outside any transaction: a large file takes its time. */
export function readFor(
  ctx: SchoolCtx,
  files: readonly RosterFile[],
  wish: {
    format: RosterFormat | 'auto';
    mappings: readonly ColumnMapping[] | null;
    complete: boolean | 'as_usual' | null;
    knownClasses: readonly string[];
  },
): Promise<RosterReading> {
  return readRoster(files, {
    format: wish.format,
    mapping: wish.mappings ?? undefined,
    complete: wish.complete ?? undefined,
    today: dayOf(ctx.now()),
    knownClasses: wish.knownClasses,
    idSecret: createHmac('sha256', ctx.services.secrets.sessionKey).update(`roster ${ctx.school.id}`).digest('base64url'),
  });
}

/** Compares a snapshot with the school as it stands in the open transaction. */
export async function compareWith(
  ctx: SchoolCtx,
  db: Db,
  snapshot: RosterSnapshot,
  answers: Answers,
): Promise<{ plan: Plan; present: Present }> {
  const today = dayOf(ctx.now());
  const present = await readPresent(db, today);
  const plan = planRoster(snapshot, present, { answers, stopPercent: await ctx.setting(db, stopPercent), schoolYear: schoolYearOf(today) });
  return { plan, present };
}
