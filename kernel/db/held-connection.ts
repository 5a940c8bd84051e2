import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

const names = new Map<string, string>();

/** A statement's name, from its text, so that PostgreSQL plans it once per connection. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  // SQL made from data would grow without end: beyond this many, statements stay unnamed
  if (names.size >= 2_000) return '';
  const name = `q${createHash('sha1').update(sql).digest('base64url').slice(0, 20)}`;
  names.set(sql, name);
  return name;
}

/**
 * One client of a pool, held for one transaction, as Kysely wants to see it. Counts what it ran.
 *
 * What is asked in the same breath (`Promise.all`, or `begin` and the first statement) goes out in one write: waking PostgreSQL is dearer than most
 * statements are. Answers come in the order of asking.
 */
export class HeldConnection implements DatabaseConnection {
  statements = 0;
  #over = false;
  readonly #last: CompiledQuery[] = [];
  readonly client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  /** Sends plain SQL of the program's own: `begin`, `commit`, `rollback`. */
  async say(sql: string): Promise<void> {
    this.#gather();
    await this.client.query(sql);
  }

  /** See `Db.withCommit`. */
  withCommit(statement: CompiledQuery): void {
    this.#last.push(statement);
  }

  /** Ends the transaction well, or throws what its last statements threw: PostgreSQL has then rolled back. */
  async commit(): Promise<void> {
    const last = this.#last.map((statement) => this.executeQuery(statement));
    this.end();
    await Promise.all([...last, this.say('commit')]);
  }

  /** After this nothing runs here any more: the client may already serve another school. */
  end(): void {
    this.#over = true;
  }

  /** Keeps what is written in this breath together. */
  #gather(): void {
    const { stream } = (this.client as unknown as { connection: { stream: Duplex } }).connection; // pg's types leave its socket out
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('this transaction has ended');
    this.statements += 1;
    this.#gather();
    const name = nameOf(query.sql);
    // Kysely's parameters are readonly, pg only reads them
    const values = query.parameters as unknown[];
    const result = await this.client.query<R & pg.QueryResultRow>(
      name === '' ? { text: query.sql, values } : { name, text: query.sql, values },
    );
    const changed = result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) };
    return { rows: result.rows, ...changed };
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator; whole results are enough, lists are paged
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('lists are paged; nothing is streamed from SQL');
  }
}

/** A dialect whose only connection is the held one; transactions are opened outside, by `inTransaction`. */
export function heldDialect(connection: HeldConnection): Dialect {
  const nothing = async () => {};
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: async () => {
        throw new Error('a request opens one transaction: use ctx.read or ctx.write');
      },
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
  };
}
