import type { Client } from '../client/start-client.ts';
import type { Operation, OperationWish } from './operation.ts';
import { type Cost, type Counted, type Idle, measureIdle, measureRound, median } from './rounds.ts';

/** Connections that are kept open and busy. */
const connections = 8;
const idleSeconds = 4;

/** A server that is asked to do an operation. */
export interface Target {
  name: string;
  port: number;
  counted: Counted;
  /** What it needs before it is asked for an operation. */
  begin?(operation: Operation): Promise<void>;
  wishes(operation: Operation): OperationWish[];
}

/** What an operation cost at a target. */
export interface Compared extends Cost {
  target: string;
  /** server and database together, in milliseconds of CPU: median over the rounds, the least and the most */
  total: number;
  least: number;
  most: number;
}

/**
 * Measures one operation at all targets in turn, round by round, so that a change of the machine's mood meets all alike. Warm-up and idling
 * come first.
 */
export async function compare(
  operation: Operation,
  targets: readonly Target[],
  client: Client,
  rounds: number,
  say: (line: string) => void,
): Promise<Compared[]> {
  const costs = new Map<string, Cost[]>(targets.map(({ name }) => [name, []]));
  const idles = new Map<string, Idle>();
  const ask = async (target: Target, from: number, count: number) => {
    const all = target.wishes(operation);
    const wishes = Array.from({ length: count }, (_, at) => all[(from + at) % all.length]).filter((wish) => wish !== undefined);
    return client.perform({ port: target.port, connections, wishes });
  };
  for (const target of targets) {
    await target.begin?.(operation);
    const { last } = await ask(target, 0, operation.warmUp);
    if (!target.name.endsWith('bare')) operation.check(last.body);
  }
  for (const target of targets) idles.set(target.name, await measureIdle(target.counted, idleSeconds));
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const work = async () => void (await ask(target, operation.warmUp + round * operation.perRound, operation.perRound));
      const idle = idles.get(target.name) ?? { server: 0, database: 0 };
      costs.get(target.name)?.push(await measureRound(target.counted, idle, operation.perRound, work));
    }
  }
  return targets.map(({ name }) => {
    const all = costs.get(name) ?? [];
    const totals = all.map(({ server, database }) => server + database);
    const compared = {
      target: name,
      total: median(totals),
      least: Math.min(...totals),
      most: Math.max(...totals),
      server: median(all.map(({ server }) => server)),
      database: median(all.map(({ database }) => database)),
      others: median(all.map(({ others }) => others)),
    };
    const [total, least, most, server, database] = [compared.total, compared.least, compared.most, compared.server, compared.database].map(
      (it) => it.toFixed(2),
    );
    say(
      `${operation.name} ${name}: ${total} ms (${least} to ${most}; server ${server}, PostgreSQL ${database})${disturbed(compared.others)}`,
    );
    return compared;
  });
}

/** So many cores may be busy with something else before it is said. */
const quiet = 0.15;

/** Words to append where other programs disturbed a measurement; empty where they did not. `others`: busy cores. */
export function disturbed(others: number): string {
  return others > quiet ? `; DISTURBED: other programs kept ${others.toFixed(1)} cores busy` : '';
}
