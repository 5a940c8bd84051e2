import { cpuSecondsOf, cpuSecondsOfMachine, cpuSecondsOfTree, memoryOfTree } from '../../process-time.ts';

/** What the processes used up to a moment, and hold at it. */
export interface Sample {
  /** milliseconds since 1970 */
  at: number;
  /** seconds of CPU since they began */
  server: number;
  database: number;
  client: number;
  /** of everybody else on the machine */
  others: number;
  serverMegabytes: number;
  databaseMegabytes: number;
}

/** The processes that are watched. */
export interface Watched {
  server: number;
  postmaster: number;
  client: number;
}

/** Samples each second, until stopped. A server that is started anew may have another process. */
export interface Samples {
  readonly taken: readonly Sample[];
  /** Takes one now, so that a phase ends where it ends. */
  take(): void;
  stop(): void;
}

/** Begins to sample. */
export function openSamples(watched: Watched): Samples {
  const taken: Sample[] = [];
  const take = (): void => {
    try {
      taken.push(read(watched));
    } catch {
      // a process is just ending: the next second says more
    }
  };
  take();
  const timer = setInterval(take, 1_000);
  return { taken, take, stop: () => clearInterval(timer) };
}

/** Mean cores a part kept busy between two moments (milliseconds since 1970); null where less than two samples lie between. */
export function busyCores(
  samples: readonly Sample[],
  part: 'server' | 'database' | 'client' | 'others',
  from: number,
  to: number,
): number | null {
  const within = samples.filter(({ at }) => at >= from - 600 && at <= to + 600);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < 500) return null;
  return ((last[part] - first[part]) * 1000) / (last.at - first.at);
}

/**
 * How much memory grows, in MB a minute: the slope of the line that fits best (least squares).
 *
 * @param from  milliseconds since 1970: what comes before is warming up
 */
export function slopePerMinute(samples: readonly Sample[], from: number): number {
  const points = samples.filter(({ at }) => at >= from).map(({ at, serverMegabytes }) => [(at - from) / 60_000, serverMegabytes] as const);
  const mean = (values: readonly number[]) => values.reduce((one, other) => one + other, 0) / values.length;
  const [x, y] = [mean(points.map(([minute]) => minute)), mean(points.map(([, megabytes]) => megabytes))];
  const over = points.reduce((sum, [minute, megabytes]) => sum + (minute - x) * (megabytes - y), 0);
  return over / points.reduce((sum, [minute]) => sum + (minute - x) ** 2, 0);
}

function read({ server, postmaster, client }: Watched): Sample {
  const used = {
    server: cpuSecondsOfTree(server),
    database: cpuSecondsOfTree(postmaster),
    client: cpuSecondsOf(client),
  };
  const own = cpuSecondsOf(process.pid);
  return {
    at: performance.timeOrigin + performance.now(),
    ...used,
    others: cpuSecondsOfMachine() - used.server - used.database - used.client - own,
    serverMegabytes: memoryOfTree(server),
    databaseMegabytes: memoryOfTree(postmaster),
  };
}
