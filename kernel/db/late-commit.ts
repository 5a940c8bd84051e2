import type pg from 'pg';

/** A read transaction stays open no longer than this after its last statement: its table locks would stand in the way of a migration. */
const longest = 25;

interface Open {
  client: pg.PoolClient;
  since: number;
}

/** Keyed by the line itself: a client may be handed out in a wrapper. */
const open = new Map<unknown, Open>();
let willLook = false;

const lineOf = (client: pg.PoolClient): unknown => (client as unknown as { connection: unknown }).connection; // pg's types leave it out

/**
 * Leaves the `commit` of a transaction that only read for later: sent alone it wakes PostgreSQL and this process once more for every request. It goes out
 * with the connection's next `begin`, or by itself soon after. Until then the connection must only be used after `lateCommit`.
 */
export function commitLater(client: pg.PoolClient): void {
  open.set(lineOf(client), { client, since: performance.now() });
  lookLater();
}

/** What to send before the next `begin` on this connection: a commit that was left for later, or nothing. */
export function lateCommit(client: pg.PoolClient): '' | 'commit; ' {
  return open.delete(lineOf(client)) ? 'commit; ' : '';
}

function lookLater(): void {
  if (willLook) return;
  willLook = true;
  setTimeout(commitOld, longest).unref();
}

function commitOld(): void {
  willLook = false;
  const due = performance.now() - longest;
  for (const [line, { client, since }] of open) {
    if (since > due) continue;
    open.delete(line);
    // idle in the pool; whoever takes it now asks after this. A connection that is broken or closed has no transaction any more
    client.query('commit').catch(() => {});
  }
  if (open.size > 0) lookLater();
}
