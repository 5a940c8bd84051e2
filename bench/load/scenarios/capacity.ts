import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../result.ts';
import { happened, type Phase, phaseOf, type Taken } from '../run/run.ts';
import { busyCores } from '../run/samples.ts';
import { withWorld } from '../run/world.ts';
import { clientFigures, type Figure, figuresOf, ordinaryFigures, withRun } from './figures.ts';
import type { Stretch } from './stretch.ts';

const seconds = 20;
/** What is warming up is not counted. */
const warmUpMs = 3_000;
const atOnce = 16;

/** What the server can do at most, one after the other without a pause: devices that come back, and beside them new sign-ins. */
export function measureCapacity(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const wanted = { new: 1_000, returning: 2_000, working: 0 };
  return withWorld({ people: 0, wanted }, say, async ({ client, phase, take }) => {
    await phase('idle', () => sleep(4_000));
    for (const who of ['returning', 'new'] as const)
      await phase(who, () => client.tell({ do: 'press', who, atOnce, seconds: warmUpMs / 1000 + seconds * stretch.time }));
    const taken = await take();
    const figure = figuresOf('capacity', stretch);
    const part = { from: phaseOf(taken, 'returning').from, to: phaseOf(taken, 'new').to };
    return withRun(
      'capacity',
      taken,
      [
        ...most(figure, taken, 'returning', 'devices that come back', 1_500),
        ...most(figure, taken, 'new', 'new sign-ins', 300),
        ...ordinaryFigures(figure, taken, part),
        ...clientFigures(figure, taken, say),
      ],
      say,
    );
  });
}

/** People a second by the clock, and by the CPU of server and PostgreSQL: so many they could do with two whole cores to themselves. */
function most(figure: Figure, taken: Taken, name: string, words: string, target: number): Result[] {
  const part = counted(phaseOf(taken, name));
  const rate = rateIn(taken, part);
  const idle = phaseOf(taken, 'idle');
  const cores = (of: Phase) =>
    (busyCores(taken.samples, 'server', of.from, of.to) ?? 0) + (busyCores(taken.samples, 'database', of.from, of.to) ?? 0);
  const each = (cores(part) - cores(idle)) / rate;
  return [
    figure(`${words} per second of both cores’ server CPU`, 2 / each, '/s', { target, better: 'higher' }),
    figure(`${words}, CPU each`, each * 1000, 'ms', { target: 2_000 / target }),
    figure(`${words} per second by the clock, client on the same cores`, rate, '/s', { better: 'higher' }),
  ].flat();
}

/** A phase of pressing without its warming up. */
export function counted({ name, from, to }: Phase): Phase {
  return { name, from: from + warmUpMs, to };
}

/** People inside per second. */
export function rateIn(taken: Taken, part: Pick<Phase, 'from' | 'to'>): number {
  return happened(taken, part, 'inside') / ((part.to - part.from) / 1000);
}
