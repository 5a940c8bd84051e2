import pg from 'pg';

/** Any number of our own; migrations have another. */
const lock = 7_300_412;

/** Does something that two processes starting at once over one database must not do at once: the second waits, and finds it done. */
export async function inTurn<R>(databaseUrl: string, work: () => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    return await work();
  } finally {
    await client.end();
  }
}
