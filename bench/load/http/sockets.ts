import { type Connection, openConnection } from './connection.ts';

/** Source addresses the client comes from, in turn. */
const addresses = 64;

/** What one browser has open and does not use at the moment. */
export interface OwnConnections {
  idle: Connection[];
  /** loopback address it comes from */
  from: string;
}

/** All lines of the client: each browser has its own, and all together have a limit. */
export interface Sockets {
  /** A line of this browser; waits only where every line of the client is in use. `fresh`: none that was used before. */
  take(own: OwnConnections, fresh: boolean): Promise<Connection>;
  /** Gives a line back after an answer; it is kept as browsers keep theirs. */
  give(own: OwnConnections, connection: Connection): void;
  /** Closes what a browser still has open. */
  leave(own: OwnConnections): void;
  readonly open: number;
  /** How often somebody had to wait for a line because the client had no more: such a run says nothing about the server. */
  readonly exhausted: number;
}

/** The loopback address the browser of this number comes from. */
export function sourceAddress(number: number): string {
  return `127.0.1.${1 + (number % addresses)}`;
}

/**
 * Lines to one server.
 *
 * @param most  beyond so many the longest unused line of any browser is closed first; real machines have lines enough, one process has not
 */
export function openSockets(options: { port: number; most: number; patienceMs: number }): Sockets {
  const idle = new Map<Connection, OwnConnections>();
  const queue: (() => void)[] = [];
  let open = 0;
  let exhausted = 0;

  const forget = (connection: Connection): void => {
    const own = idle.get(connection);
    if (own === undefined) return;
    idle.delete(connection);
    own.idle = own.idle.filter((it) => it !== connection);
  };
  const begin = (from: string): Connection => {
    open += 1;
    const connection: Connection = openConnection({
      ...options,
      from,
      onClose: () => {
        open -= 1;
        forget(connection);
        queue.shift()?.();
      },
    });
    return connection;
  };
  return {
    take: async (own, fresh) => {
      const kept = fresh ? undefined : own.idle.at(-1);
      if (kept !== undefined) {
        forget(kept);
        return kept;
      }
      while (open >= options.most) {
        const oldest = idle.keys().next().value;
        if (oldest === undefined) exhausted += 1;
        else {
          forget(oldest);
          oldest.close();
        }
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      return begin(own.from);
    },
    give: (own, connection) => {
      own.idle.push(connection);
      idle.set(connection, own);
      // somebody waits for a line and none was free
      if (queue.length > 0 && open >= options.most) {
        forget(connection);
        connection.close();
      }
    },
    leave: (own) => {
      for (const connection of [...own.idle]) {
        forget(connection);
        connection.close();
      }
    },
    get open() {
      return open;
    },
    get exhausted() {
      return exhausted;
    },
  };
}
