import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../../process-time.ts';
import type { Result } from '../../result.ts';
import { percentile } from '../client/histogram.ts';
import { planArrivals, steady } from '../run/plan.ts';
import { happened, latencies, phaseOf, type Taken, working } from '../run/run.ts';
import { now, withWorld } from '../run/world.ts';
import { counted, rateIn } from './capacity.ts';
import { clientFigures, figuresOf, ordinaryFigures, withRun } from './figures.ts';
import type { Stretch } from './stretch.ts';

const processes = 2;
const share = 0.8;
const seconds = 60;
const atWork = { people: 120, everyMs: 6_000, handIns: 0.1, uploads: 0.05 };
/** So long it may take until every process has been replaced. */
const patienceMs = 90_000;

/** All processes are replaced one after the other while people come at 80 % of what the server can do. */
export function measureRestart(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const { time, strength } = stretch;
  const wanted = { new: 1_500, returning: 700, working: atWork.people };
  return withWorld({ people: 0, wanted, server: { processes } }, say, async ({ server, client, phase, take }) => {
    const before = childrenOf(server.pid);
    if (before.length < processes) throw new Error(`the server has ${before.length} processes that serve, not ${processes}`);
    await client.tell({ do: 'work', ...atWork });
    await phase('capacity', () => client.tell({ do: 'press', who: 'new', atOnce: 16, seconds: 3 + Math.max(8, 20 * time) }));
    await sleep(3_000);
    const measured = await take();
    const rate = rateIn(measured, counted(phaseOf(measured, 'capacity'))) * share * strength;
    say(`${rate.toFixed(1)} sign-ins a second, ${Math.round(share * 100)} % of what can be done`);
    const crowd = { newcomers: 0.8, impatient: 0, list: 0.2, handIn: 0.5, thinkMs: 3_000 };
    const whole = Math.max(20, seconds * time);
    await client.plan(planArrivals(steady(rate, whole), crowd, 4));
    const playing = client.play();
    await phase('before', () => sleep((whole / 4) * 1000));
    const began = now();
    process.kill(server.pid, 'SIGHUP');
    const replaced = await phase('restart', () => untilReplaced(server.pid, before));
    const took = (now() - began) / 1000;
    await phase('after', () => Promise.all([playing, sleep(5_000)]));
    await client.tell({ do: 'rest' });
    await sleep(1_000);
    const taken = await take();
    const figure = figuresOf('restart', stretch);
    const part = { from: phaseOf(taken, 'before').from, to: phaseOf(taken, 'after').to };
    const p99 = (name: string) => percentile(latencies(taken, phaseOf(taken, name), working), 0.99);
    return withRun(
      'restart',
      taken,
      [
        ...figure('failed requests', failed(taken, part), '', { target: 0 }),
        ...figure('processes started anew', replaced, '', { target: processes, better: 'higher' }),
        ...figure('until all were', took, 's'),
        ...figure('people at work, 99th share before', p99('before'), 'ms'),
        ...figure('people at work, 99th share while it restarts', p99('restart'), 'ms'),
        ...ordinaryFigures(figure, taken, part),
        ...clientFigures(figure, taken, say),
      ],
      say,
    );
  });
}

function failed(taken: Taken, part: { from: number; to: number }): number {
  return happened(taken, part, 'error', 'timeout', 'reset');
}

/** Waits until none of these processes is there any more. How many others serve then. */
async function untilReplaced(first: number, before: readonly number[]): Promise<number> {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    const present = childrenOf(first);
    if (before.every((pid) => !present.includes(pid)) && present.length >= before.length) return present.length;
    await sleep(200);
  }
  return childrenOf(first).filter((pid) => !before.includes(pid)).length;
}
