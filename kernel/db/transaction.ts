import { Kysely, sql } from 'kysely';
import type pg from 'pg';
import { isId, newId } from '#kernel/ids/id.ts';
import { doorOf } from './at-once.ts';
import type { Db, PlatformDb } from './db.ts';
import { HeldConnection, heldDialect } from './held-connection.ts';
import { commitLater, lateCommit } from './late-commit.ts';
import type { Tables } from './tables.ts';

/** Who acts and when; written beside events and acts. */
export interface Who {
  actorId: string | null;
  now(): Date;
}

/**
 * A transaction in one school. The wall is set in the same breath as `begin`: no statement can run before it.
 * Wakes run after the commit; when `work` throws, everything is rolled back and nothing is woken.
 *
 * @param readOnly  the database itself then refuses writes
 */
export async function inSchool<R>(pool: pg.Pool, schoolId: string, readOnly: boolean, who: Who, work: (db: Db) => Promise<R>): Promise<R> {
  if (!isId(schoolId)) throw new Error('not a school id');
  return held(pool, readOnly, schoolId, (connection, wakes) => work(schoolDb(connection, schoolId, who, wakes)));
}

/** A transaction outside any school: tables behind the wall fail in it. */
export async function onPlatform<R>(pool: pg.Pool, readOnly: boolean, now: () => Date, work: (db: PlatformDb) => Promise<R>): Promise<R> {
  return held(pool, readOnly, '', (connection, wakes) => work(platformDb(connection, now, wakes)));
}

async function held<R>(
  pool: pg.Pool,
  readOnly: boolean,
  schoolId: string,
  work: (connection: HeldConnection, wakes: (() => void)[]) => Promise<R>,
): Promise<R> {
  const leave = await doorOf(pool).enter();
  const client = await pool.connect().catch((error: Error) => {
    leave();
    throw error;
  });
  const begin = `${lateCommit(client)}begin${readOnly ? ' read only' : ''}; set local app.school_id = '${schoolId}'`;
  const connection = new HeldConnection(client);
  const wakes: (() => void)[] = [];
  let broken: Error | undefined;
  try {
    // not waited for alone: it goes out with the first statement, which runs after it. If it failed, that statement is behind the wall and fails too
    const [, result] = await Promise.all([connection.say(begin), work(connection, wakes)]);
    if (!readOnly) await connection.commit();
    connection.end();
    if (readOnly) commitLater(client);
    for (const wake of wakes) wake();
    return result;
  } catch (error) {
    connection.end();
    await connection.say('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
    leave();
  }
}

function schoolDb(connection: HeldConnection, schoolId: string, who: Who, wakes: (() => void)[]): Db {
  const kysely = new Kysely<Tables>({ dialect: heldDialect(connection) });
  let emitted = false;
  const own: Omit<Db, keyof Kysely<Tables>> = {
    schoolId,
    hasEmitted: () => emitted,
    emit: (event, data) => own.emitAll(event, [data]),
    emitAll: async (event, list) => {
      if (list.length === 0) return;
      emitted = true;
      const at = who.now();
      await sql`insert into kernel.outbox (id, school_id, name, version, data, at)
        select (e->>'id')::uuid, ${schoolId}::uuid, ${event.name}, ${event.version}, e->'data', ${at}
        from jsonb_array_elements(${JSON.stringify(list.map((data) => ({ id: newId(), data })))}::jsonb) e`.execute(kysely);
    },
    audit: async ({ act, subject, data }) => {
      await sql`insert into kernel.audit (school_id, id, at, actor_id, act, subject_type, subject_id, data)
        values (${schoolId}, ${newId()}, ${who.now()}, ${who.actorId}, ${act}, ${subject?.type ?? null}, ${subject?.id ?? null}, ${JSON.stringify(data ?? {})})`.execute(
        kysely,
      );
    },
    enqueue: async (job, payload, options) => {
      await sql`select graphile_worker.add_job(${job.name}, ${JSON.stringify({ schoolId, payload })}::json, max_attempts => ${job.attempts ?? 8}::int,
        run_at => ${options?.at ?? null}::timestamptz, job_key => ${options?.key === undefined ? null : `${schoolId}:${job.name}:${options.key}`}::text)`.execute(
        kysely,
      );
    },
    afterCommit: (wake) => void wakes.push(wake),
    withCommit: (statement) => connection.withCommit(statement.compile(kysely)),
    statementCount: () => connection.statements,
  };
  return Object.assign(kysely, own);
}

function platformDb(connection: HeldConnection, now: () => Date, wakes: (() => void)[]): PlatformDb {
  const kysely = new Kysely<Tables>({ dialect: heldDialect(connection) });
  let emitted = false;
  const own: Omit<PlatformDb, keyof Kysely<Tables>> = {
    hasEmitted: () => emitted,
    audit: async ({ act, schoolId, actor, data }) => {
      await sql`insert into kernel.platform_audit (id, at, actor, act, school_id, data)
        values (${newId()}, ${now()}, ${actor}, ${act}, ${schoolId ?? null}, ${JSON.stringify(data ?? {})})`.execute(kysely);
    },
    emit: async (event, schoolId, data) => {
      emitted = true;
      await sql`insert into kernel.outbox (id, school_id, name, version, data, at)
        values (${newId()}, ${schoolId}, ${event.name}, ${event.version}, ${JSON.stringify(data)}, ${now()})`.execute(kysely);
    },
    afterCommit: (wake) => void wakes.push(wake),
    statementCount: () => connection.statements,
  };
  return Object.assign(kysely, own);
}
