import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../result.ts';
import { percentile } from '../client/histogram.ts';
import { type OwnRedis, openOwnRedis } from '../faults/own-redis.ts';
import { withSlowBackends } from '../faults/slow-backends.ts';
import { openSmallDisk, type SmallDisk } from '../faults/small-disk.ts';
import { planArrivals, steady } from '../run/plan.ts';
import { admitted, happened, latencies, phaseOf, type Taken, working } from '../run/run.ts';
import { withWorld } from '../run/world.ts';
import { clientFigures, type Figure, figuresOf, ordinaryFigures, toldFigures, withRun } from './figures.ts';
import { secondsUntilOrdinary } from './flood.ts';
import type { Stretch } from './stretch.ts';

const seconds = 20;
const perSecond = 30;
const crowd = { newcomers: 0.5, impatient: 0.1, list: 0, handIn: 0, thinkMs: 0 };
const atWork = { people: 120, everyMs: 4_000, handIns: 0.1, uploads: 0.1 };

/** Something that fails, and what undoes it. */
interface Fault {
  name: string;
  begin(seconds: number): Promise<unknown>;
  end(): unknown;
}

/** One fault after the other beside people at work and people who come; each ends, and the time until latency is ordinary again is measured. */
export async function measureSlow(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const { time, strength } = stretch;
  const long = Math.max(6, seconds * time);
  const wanted = { new: 1_500, returning: 1_500, working: atWork.people };
  let disk: SmallDisk | null = null;
  let redis: OwnRedis | null = null;
  const prepare = async ({ dataDir }: { dataDir: string }) => {
    disk = openSmallDisk(dataDir);
    redis = await openOwnRedis();
    return { dataDir: disk?.dataDir ?? dataDir, environment: redis === null ? {} : { REDIS_URL: redis.url } };
  };
  return withWorld({ people: 0, wanted, prepare }, say, async ({ cluster, client, phase, take }) => {
    const faults = faultsOf(cluster.postmaster, disk, redis, say);
    await client.tell({ do: 'work', ...atWork });
    const whole = long * (1 + 2 * faults.length);
    await client.plan(planArrivals(steady(perSecond * strength, whole), crowd, 5));
    const playing = client.play();
    await phase('ordinary', () => sleep(long * 1000));
    for (const { name, begin, end } of faults) {
      try {
        await phase(name, () => begin(long));
      } finally {
        await end();
      }
      await phase(`after: ${name}`, () => sleep(long * 1000));
    }
    await phase('the last go', () => playing);
    await client.tell({ do: 'rest' });
    const taken = await take();
    const figure = figuresOf('slow', stretch);
    const all = { from: phaseOf(taken, 'ordinary').from, to: phaseOf(taken, 'the last go').to };
    return withRun(
      'slow',
      taken,
      [
        ...faults.flatMap(({ name }) => figuresOfFault(figure, taken, name)),
        ...ordinaryFigures(figure, taken, all),
        ...toldFigures(figure, taken),
        ...clientFigures(figure, taken, say),
      ],
      say,
    );
  });
}

function faultsOf(postmaster: number, disk: SmallDisk | null, redis: OwnRedis | null, say: (line: string) => void): Fault[] {
  const faults: Fault[] = [{ name: 'slow database', begin: (long) => withSlowBackends(postmaster, long), end: () => {} }];
  if (disk === null) say('slow: no full disk, since this user may not mount one');
  else {
    const { fill, empty } = disk;
    faults.push({ name: 'full disk', begin: (long) => sleep(long * 1000, fill()), end: empty });
  }
  if (redis === null) say('slow: no Redis to take away, redis-server is not installed');
  else {
    const { kill, start } = redis;
    faults.push({ name: 'Redis gone', begin: async (long) => sleep(long * 1000, await kill()), end: start });
  }
  return faults;
}

function figuresOfFault(figure: Figure, taken: Taken, name: string): Result[] {
  const [still, part, after] = [phaseOf(taken, 'ordinary'), phaseOf(taken, name), phaseOf(taken, `after: ${name}`)];
  const p99 = (of: typeof part, chosen = working) => percentile(latencies(taken, of, chosen), 0.99);
  const ordinary = p99(still);
  return [
    figure(`${name}: errors and timeouts`, happened(taken, part, 'error', 'timeout', 'reset'), '', { target: 0 }),
    figure(`${name}: uploads refused in words`, happened(taken, part, 'refused'), ''),
    figure(`${name}: people at work, 99th share`, p99(part), 'ms', ordinary === null ? {} : { baseline: ordinary }),
    figure(`${name}: admitted, 99th share`, p99(part, admitted), 'ms'),
    figure(`${name}: errors afterwards`, happened(taken, after, 'error', 'timeout', 'reset'), '', { target: 0 }),
    figure(`${name}: ordinary again after`, secondsUntilOrdinary(taken, after.from, (ordinary ?? Number.NaN) * 2), 's', { target: 5 }),
  ].flat();
}
