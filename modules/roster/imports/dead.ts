import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx, SchoolCtx } from '#kernel/module/ctx.ts';
import { holdRoster, rosterLock } from '../apply/apply.ts';
import { refusals } from '../refusals.ts';
import { type ImportRow, importById } from './rows.ts';

/** While files are read, work gives a sign of life so often. */
export const beatSeconds = 10;
/** Files take a while, and a large one keeps the process from giving signs. */
const silentSeconds = 60;
/** Work that nobody has begun waits for its turn, or for the next start. */
const waitingMinutes = 10;
/** These steps are told and taken by a transaction that holds the school's lock: whoever sees one of them and the lock free, sees that the process is gone. */
const lockedSteps = ['compare', 'people', 'sets', 'memberships', 'leavers', 'access', 'commit', 'undo'];

/**
 * Of some imports those whose work has died with its process; two statements. The second sees what was committed until the lock was looked at, so
 * work that ends just now is never taken for dead.
 */
async function deadAmong(db: Db, now: Date, importIds: readonly string[]): Promise<string[]> {
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const { rows: locks } = await sql<{ isHeld: boolean }>`select exists (select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and l.pid <> pg_backend_pid()
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and (l.classid::bigint << 32) | l.objid::bigint = ${rosterLock(db)}) as "isHeld"`.execute(db);
  const isHeld = locks[0]?.isHeld ?? false;
  const { rows } = await sql<{ id: string }>`select i.id from roster.import i
    where i.school_id = ${db.schoolId} and i.id = any(${[...importIds]}) and i.state in ('reading', 'applying', 'undoing')
      and case when i.step is null then i.touched_at < ${before(waitingMinutes * 60)}
        when i.state <> 'reading' and i.step = any(${lockedSteps}) then not ${isHeld}::boolean
        else i.touched_at < ${before(silentSeconds)} end`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * One import as it stands, for a human: one whose process died has failed, whatever its row still says.
 *
 * @throws not found (404) when there is none, or it was thrown away
 */
export async function importNow(ctx: Pick<Ctx, 'now'>, db: Db, importId: string): Promise<ImportRow> {
  const row = await importById(db, importId);
  if (!isWorking(row)) return row;
  const dead = await deadAmong(db, ctx.now(), [importId]);
  return dead.length === 0 ? await importById(db, importId) : { ...row, state: 'failed', failure: 'died', step: null };
}

/** The states of imports as they stand, by id; two statements, or none where nothing is at work. */
export async function failedOf(
  ctx: Pick<Ctx, 'now'>,
  db: Db,
  imports: readonly { id: string; state: string }[],
): Promise<ReadonlySet<string>> {
  const working = imports.filter(isWorking).map(({ id }) => id);
  return new Set(working.length === 0 ? [] : await deadAmong(db, ctx.now(), working));
}

/**
 * Takes the school's lock and makes sure that nobody else applies or undoes here. What died with its process is given up first.
 *
 * @throws `roster.busy` (409)
 */
export async function requireIdle(ctx: Pick<SchoolCtx, 'now'>, db: Db): Promise<void> {
  await holdRoster(db);
  const { rows } = await sql<{ id: string }>`select i.id from roster.import i
    where i.school_id = ${db.schoolId} and i.state in ('applying', 'undoing')`.execute(db);
  const running = rows.map(({ id }) => id);
  if (running.length === 0) return;
  const dead = await deadAmong(db, ctx.now(), running);
  await sql`update roster.import set state = 'failed', failure = 'died', step = null where school_id = ${db.schoolId} and id = any(${dead})`.execute(
    db,
  );
  if (dead.length < running.length) throw refusals.busy();
}

function isWorking({ state }: { state: string }): boolean {
  return state === 'reading' || state === 'applying' || state === 'undoing';
}
