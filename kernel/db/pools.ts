import pg from 'pg';
import { columnTypes } from './column-types.ts';

/** The zones of architecture.md section 9: teaching and administration are reached by roles of their own. */
export type Zone = 'teaching' | 'administration';

export interface Pools {
  readonly teaching: pg.Pool;
  readonly administration: pg.Pool;
  end(): Promise<void>;
}

interface Options {
  appUrl: string;
  administrationUrl: string;
  /** Connections each pool may hold. */
  size?: number;
  onError(error: Error): void;
}

/** Opens the connections of one process: one pool per zone, each with the role of its zone. */
export function openPools(options: Options): Pools {
  const open = (url: string, size: number) => {
    const pool = new pg.Pool({
      connectionString: url,
      max: size,
      types: columnTypes,
      // a new connection plans every statement anew, five times: those of one rush serve the next lesson's
      idleTimeoutMillis: 10 * 60_000,
      connectionTimeoutMillis: 10_000,
      application_name: 'schulhof',
      pipeline: true, // statements asked for together travel together; see HeldConnection
    });
    pool.on('error', options.onError);
    return pool;
  };
  const size = options.size ?? 16;
  const teaching = open(options.appUrl, size);
  const administration = open(options.administrationUrl, Math.max(2, size >> 2));
  return {
    teaching,
    administration,
    end: async () => {
      await Promise.all([teaching.end(), administration.end()]);
    },
  };
}
