import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { escapeLiteral } from 'pg';
import { inject } from 'vitest';
import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { createDatabase, type TestDatabase } from '#kernel/db/embedded/for-tests.ts';
import { within } from '#kernel/db/embedded/roles.ts';
import { openPools } from '#kernel/db/pools.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';

/** The parts of `explain (analyze, format json)` that are counted. */
interface Plan {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Plan[];
}

/** Whoever asks, as far as the question looks at them. */
export type Asker = Partial<Caller> & Pick<Caller, 'personId' | 'context'>;

/**
 * A database of its own with rows that SQL makes: what PostgreSQL plans there depends on nothing another test does.
 *
 * @param prepare   brings an empty database to the state of the program
 * @param rows      SQL of the superuser; the same rows in every run make the same plans. It says itself when PostgreSQL looks at them (`analyze`)
 * @param schoolId  of a school these rows make
 * @param now       what the clock says there
 * @returns `rowsOf` runs a question as somebody there and answers how many rows PostgreSQL handled in all its statements, a row once for every time it came
 *   by. Each statement is planned for its values and for any, as a connection does after five times; what costs more counts
 */
export async function filledDatabase(options: {
  prepare: (database: TestDatabase) => Promise<void>;
  rows: string;
  schoolId: string;
  now: Date;
}): Promise<{ rowsOf: (caller: Asker, question: (ctx: Ctx) => Promise<unknown>) => Promise<number>; close: () => Promise<void> }> {
  const { prepare, rows, schoolId } = options;
  const database = await createDatabase(inject('database'), `filled_${newId().replaceAll('-', '_')}`);
  await prepare(database);
  const superuser = new URL(inject('database').maintenanceUrl);
  superuser.pathname = new URL(database.appUrl).pathname;
  await within(superuser.toString(), (client) => client.query(rows));
  const pools = openPools({ ...database, size: 1, onError: () => {} });
  const now = () => options.now;
  return {
    rowsOf: (caller, question) =>
      inSchool(pools.teaching, schoolId, true, { actorId: null, now }, async (db) => {
        const asked: RootOperationNode[] = [];
        const heard = Object.assign(db.withPlugin(hearing(asked)), { ...db });
        const read: Ctx['read'] = (work) => work(heard);
        await question({ now, read, caller, school: { id: schoolId } } as Ctx); // a list asks nothing else of it
        let sum = 0;
        for (const node of asked) sum += await handledFor(db, node);
        return sum;
      }),
    close: () => pools.end(),
  };
}

function hearing(asked: RootOperationNode[]): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

/** Rows one statement handles in the dearer of its two plans. */
async function handledFor(db: Db, node: RootOperationNode): Promise<number> {
  const { sql, parameters } = db.getExecutor().compileQuery(node, createQueryId());
  const say = <R>(text: string) => db.executeQuery<R>(CompiledQuery.raw(text));
  const most = async (mode: 'force_custom_plan' | 'force_generic_plan') => {
    await say(`set local plan_cache_mode = ${mode}`);
    const explain = `explain (analyze, timing off, format json) execute asked (${parameters.map(literal).join(', ')})`;
    const { rows } = await say<{ 'QUERY PLAN': { Plan: Plan }[] }>(parameters.length === 0 ? explain.replace(' ()', '') : explain);
    return rows.flatMap((row) => row['QUERY PLAN']).reduce((sum, { Plan: plan }) => sum + handled(plan), 0);
  };
  await say(`prepare asked as ${sql}`);
  const rows = Math.max(await most('force_custom_plan'), await most('force_generic_plan'));
  await say('deallocate asked');
  return rows;
}

/** Rows a plan handled: those each of its nodes gave, and those it looked at and left out, in every turn. */
function handled(plan: Plan): number {
  const each = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0);
  return (plan.Plans ?? []).reduce((sum, below) => sum + handled(below), Math.round(each * plan['Actual Loops']));
}

/** A parameter as it is written into SQL. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  return escapeLiteral(value instanceof Date ? value.toISOString() : Array.isArray(value) ? `{${value.join(',')}}` : String(value));
}
