import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSecondsOf, cpuSecondsOfMachine, cpuSecondsOfTree } from '../process-time.ts';

/** The processes whose CPU is counted: a server and its PostgreSQL. */
export interface Counted {
  server: number;
  postmaster: number;
  /** ours too, but not counted */
  client: number;
}

/** What one operation cost, in milliseconds of CPU. */
export interface Cost {
  server: number;
  database: number;
  /** How many cores other programs kept busy meanwhile: much of it makes every figure larger, as they share caches. */
  others: number;
}

/** CPU used per second while nothing is asked, of both. */
export interface Idle {
  server: number;
  database: number;
}

interface Reading {
  server: number;
  database: number;
  others: number;
  at: number;
}

/** CPU per second of processes that nobody asks anything. */
export async function measureIdle(counted: Counted, seconds: number): Promise<Idle> {
  const before = read(counted);
  await sleep(seconds * 1000);
  const after = read(counted);
  const time = after.at - before.at;
  return { server: (after.server - before.server) / time, database: (after.database - before.database) / time };
}

/**
 * What each of `count` operations costs: the CPU used while they run and until all that they caused has been done, less what idling costs.
 *
 * @param idle  may change between rounds; the caller measures it in the same run
 */
export async function measureRound(counted: Counted, idle: Idle, count: number, work: () => Promise<void>): Promise<Cost> {
  const before = read(counted);
  await work();
  const after = await whenQuiet(counted, idle);
  const time = after.at - before.at;
  const cost = (part: 'server' | 'database') => ((after[part] - before[part] - idle[part] * time) / count) * 1000;
  return { server: cost('server'), database: cost('database'), others: (after.others - before.others) / time };
}

/** Events are delivered and jobs run after the answer: the round ends when no more than idling is used, after half a minute at the latest. */
async function whenQuiet(counted: Counted, idle: Idle): Promise<Reading> {
  const step = 0.3;
  let last = read(counted);
  for (let waited = 0; waited < 30; waited += step) {
    await sleep(step * 1000);
    const now = read(counted);
    const used = now.server - last.server + now.database - last.database;
    last = now;
    if (used <= (idle.server + idle.database) * step + 0.03) break;
  }
  return last;
}

function read(counted: Counted): Reading {
  const server = cpuSecondsOf(counted.server);
  const database = cpuSecondsOfTree(counted.postmaster);
  const others = cpuSecondsOfMachine() - server - database - cpuSecondsOf(counted.client) - cpuSecondsOf(process.pid);
  return { server, database, others, at: performance.now() / 1000 };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}
