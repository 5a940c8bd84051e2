import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../result.ts';
import { percentile } from '../client/histogram.ts';
import { planArrivals, steady } from '../run/plan.ts';
import { happened, latencies, type Phase, phaseOf, type Taken, wholeRun, working } from '../run/run.ts';
import { withWorld } from '../run/world.ts';
import { counted, rateIn } from './capacity.ts';
import { clientFigures, type Figure, figuresOf, ordinaryFigures, toldFigures, withRun } from './figures.ts';
import type { Stretch } from './stretch.ts';

/** So many times what the server can do. */
const times = 10;
const seconds = 60;
const atOnce = 16;
/** People at work ask so often; together 20 requests a second. */
const atWork = { people: 120, everyMs: 6_000, handIns: 0.05, uploads: 0 };
/** Longer than this nobody watches a line: who stands then goes home, and is counted. */
const longestLineSeconds = 30 * 60;

/** Ten times as many as the server can let in, beside people at work; then the line is watched until it is empty. */
export function measureFlood(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const { time, strength } = stretch;
  const wanted = { new: 6_000, returning: 0, working: atWork.people };
  return withWorld({ people: 20_000, wanted }, say, async ({ client, phase, take }) => {
    await client.tell({ do: 'work', ...atWork });
    await sleep(2_000);
    await phase('people at work only', () => sleep(Math.max(8, 30 * time) * 1000));
    await phase('capacity', () => client.tell({ do: 'press', who: 'new', atOnce, seconds: 3 + Math.max(8, 20 * time) }));
    await phase('calm', () => sleep(5_000));
    const capacity = capacityOf(await take());
    say(`capacity: ${capacity.toFixed(1)} sign-ins a second; ${Math.round(capacity * times * strength)} come each second`);
    const crowd = { newcomers: 1, impatient: 0.15, list: 0, handIn: 0, thinkMs: 0 };
    await phase('plan', async () => {
      await client.plan(planArrivals(steady(capacity * times * strength, seconds * time), crowd, 2));
      await sleep(2_000);
    });
    const playing = client.play();
    await phase('flood', () => Promise.race([sleep(seconds * time * 1000), playing]));
    await phase('the line empties', async () => {
      const end = new AbortController();
      const closing = sleep(longestLineSeconds * 1000, null, { signal: end.signal }).then(
        () => client.tell({ do: 'close' }),
        () => {},
      );
      await playing;
      end.abort();
      await closing;
    });
    await client.plan(planArrivals(steady(capacity / 10, 15), { ...crowd, impatient: 0 }, 3));
    await phase('ordinary again', () => client.play());
    await client.tell({ do: 'rest' });
    const taken = await take();
    return withRun('flood', taken, [...floodFigures(stretch, taken), ...clientFigures(figuresOf('flood', stretch), taken, say)], say);
  });
}

function capacityOf(taken: Taken): number {
  return rateIn(taken, counted(phaseOf(taken, 'capacity')));
}

function floodFigures(stretch: Parameters<typeof figuresOf>[1], taken: Taken): Result[] {
  const figure: Figure = figuresOf('flood', stretch);
  const [still, storm, after] = ['people at work only', 'flood', 'the line empties'].map((name) => phaseOf(taken, name));
  if (still === undefined || storm === undefined || after === undefined) return [];
  const all = { from: storm.from, to: after.to };
  const capacity = capacityOf(taken);
  // the first seconds are those in which the server finds its pace
  const steadily = { from: storm.from + Math.min(5_000, (storm.to - storm.from) / 4), to: storm.to };
  const p99 = (part: Pick<Phase, 'from' | 'to'>) => percentile(latencies(taken, part, working), 0.99);
  const idle = p99(still);
  return [
    figure('capacity, sign-ins', capacity, '/s', { better: 'higher' }),
    figure('who came, a second', happened(taken, storm, 'arrived') / ((storm.to - storm.from) / 1000), '/s'),
    figure('goodput', rateIn(taken, steadily), '/s', { baseline: capacity, better: 'higher' }),
    figure('goodput beside capacity', rateIn(taken, steadily) / capacity, 'x', { target: 0.9, better: 'higher' }),
    figure('goodput beside capacity until the line is empty', rateIn(taken, all) / capacity, 'x', { better: 'higher' }),
    ordinaryFigures(figure, taken, all),
    toldFigures(figure, taken),
    figure('people at work, 99th share while nobody comes', idle, 'ms'),
    figure('people at work, 99th share in the flood', p99(storm), 'ms', {
      target: (idle ?? Number.NaN) * 2,
      ...(idle === null ? {} : { baseline: idle }),
    }),
    figure('people at work, errors', errorsOfWorking(taken), '', { target: 0 }),
    figure('seconds until the line was empty', (after.to - after.from) / 1000, 's'),
    figure('ordinary again after', secondsUntilOrdinary(taken, after.to, (idle ?? Number.NaN) * 2), 's', { target: 5 }),
  ].flat();
}

function errorsOfWorking({ report: { recording } }: Taken): number {
  return [...recording.faults].reduce((sum, [words, often]) => sum + (words.startsWith('working ') ? often : 0), 0);
}

/**
 * Seconds from a moment until latency is what it was before: the first second from which three in a row have no slower request of people at work
 * than `ordinaryMs` at the 99th share. Null when that does not come within the run.
 */
export function secondsUntilOrdinary(taken: Taken, from: number, ordinaryMs: number): number | null {
  const { to: end } = wholeRun(taken);
  for (let second = 0; from + (second + 3) * 1000 <= end; second++) {
    const part = { from: from + second * 1000, to: from + (second + 3) * 1000 };
    const p99 = percentile(latencies(taken, part, working), 0.99);
    if (p99 !== null && p99 <= ordinaryMs) return second;
  }
  return null;
}
