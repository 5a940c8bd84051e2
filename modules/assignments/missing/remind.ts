import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { reminded } from '../events.ts';
import { recipientsOf, teaches, visibleAt } from '../sql.ts';
import type { remindMissingContract } from './contract.ts';
import { missingRows } from './rows.ts';

type Wanted = Body<typeof remindMissingContract>['of'];

/**
 * Reminds pupils of work they have not handed in and still can; once a day of each. Who has handed in meanwhile or was reminded today is left out.
 *
 * @returns how many reminders went out
 * @throws not found (404) when one is of work the caller does not teach, or a pupil does not receive it; then nobody is reminded
 */
export async function remindMissing(ctx: Ctx, { of }: Body<typeof remindMissingContract>): Promise<Answer<typeof remindMissingContract>> {
  const day = dayOf(ctx.now());
  return ctx.write(async (db) => {
    await requireAll(db, ctx, of);
    const { rows } = await sql<{ id: string; pupilId: string }>`select w.id, w.pupil_id as "pupilId" from ${missingRows(db, ctx)} w
      join ${pairs(of)} n on n."assignmentId" = w.id and n."pupilId" = w.pupil_id where not w.closed and not w.reminded`.execute(db);
    if (rows.length === 0) return { reminded: 0 };
    const noted = rows.map((row) => ({ ...row, row: randomUUID() })); // no order in time: see the first migration
    // of two at once the second finds the day there already
    const { rows: now } = await sql<{
      id: string;
      pupilId: string;
    }>`insert into assignments.recipient as r (school_id, id, assignment_id, pupil_id, reminded_on)
      select ${db.schoolId}::uuid, n.row, n.id, n."pupilId", ${day}::date
      from jsonb_to_recordset(${JSON.stringify(noted)}::jsonb) as n (row uuid, id uuid, "pupilId" uuid) order by n.id, n."pupilId"
      on conflict (school_id, assignment_id, pupil_id) do update set reminded_on = excluded.reminded_on
        where r.reminded_on is distinct from excluded.reminded_on
      returning r.assignment_id as id, r.pupil_id as "pupilId"`.execute(db);
    const byWork = Map.groupBy(now, ({ id }) => id);
    await Promise.all(
      [...byWork].map(([assignmentId, pupils]) => db.emit(reminded, { assignmentId, pupilIds: pupils.map(({ pupilId }) => pupilId) })),
    );
    return { reminded: now.length };
  });
}

async function requireAll(db: Db, ctx: Ctx, of: Wanted): Promise<void> {
  const day = dayOf(ctx.now());
  const { rows } = await sql`select from ${pairs(of)} n
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = n."assignmentId" and ${visibleAt(ctx.now())}
    cross join lateral (${recipientsOf(day)}) x
    where x.pupil_id = n."pupilId" and ${teaches(ctx.caller.personId, day)} and ${ctx.caller.context === 'work'}`.execute(db);
  const asked = new Set(of.map(({ assignmentId, pupilId }) => `${assignmentId} ${pupilId}`));
  if (rows.length < asked.size) notFound('assignment');
}

/** Each pair once, as a table `n`. */
function pairs(of: Wanted) {
  return sql`(select distinct w."assignmentId", w."pupilId" from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as w ("assignmentId" uuid, "pupilId" uuid))`;
}
