import type { Result } from '../../result.ts';
import { planArrivals, rush } from '../run/plan.ts';
import { happened, type Phase, phaseOf, type Taken } from '../run/run.ts';
import { type Sample, slopePerMinute } from '../run/samples.ts';
import { withWorld } from '../run/world.ts';
import { clientFigures, type Figure, figuresOf, ordinaryFigures, toldFigures, withRun } from './figures.ts';
import type { Stretch } from './stretch.ts';

const accounts = 52_000;
const share = 0.47;
const seconds = 15 * 60;
/** The busiest minute beside the mean. */
const peak = 4;
const rushes = 2;
/** Half of those who come sign in anew: school devices keep nothing, one's own do. */
const crowd = { newcomers: 0.5, impatient: 0.1, list: 0.3, handIn: 0.2, thinkMs: 12_000 };
const atWork = { people: 300, everyMs: 10_000, handIns: 0.05, uploads: 0.02 };
/** What the server holds after the second rush may be so much more than after the first. */
const flat = 1.05;

/** A city before the first lesson, twice over, so that what the first rush leaves in memory shows in the second. */
export function measureCity(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const { time, strength } = stretch;
  const minute = 60 * Math.min(1, time);
  const people = accounts * share * strength;
  const wanted = { new: Math.ceil(people * crowd.newcomers), returning: Math.ceil(people * (1 - crowd.newcomers)), working: atWork.people };
  return withWorld({ people: accounts, wanted }, say, async ({ client, phase, take }) => {
    await client.tell({ do: 'work', ...atWork });
    const curve = rush(people * time, seconds * time, peak, minute);
    const habits = { ...crowd, thinkMs: crowd.thinkMs * Math.min(1, time * 4) };
    const first = { new: 0, returning: 0 };
    for (let number = 1; number <= rushes; number++) {
      const plan = planArrivals(curve, habits, number, first);
      for (const { who } of plan) first[who] += 1;
      await client.plan(plan);
      await phase(`rush ${number}`, () => client.play());
    }
    await client.tell({ do: 'rest' });
    const taken = await take();
    const figure = figuresOf('city', stretch);
    const [from, to] = [phaseOf(taken, 'rush 1').from, phaseOf(taken, `rush ${rushes}`).to];
    const figures = [...ordinaryFigures(figure, taken, { from, to }), ...toldFigures(figure, taken), ...memory(figure, taken)];
    const rate = figure('who came in the busiest minute, a second', busiest(taken, phaseOf(taken, 'rush 1'), minute), '/s');
    return withRun('city', taken, [...figures, ...rate, ...clientFigures(figure, taken, say)], say);
  });
}

/** People per second in the busiest stretch of a phase. */
function busiest(taken: Taken, { from, to }: Phase, stretchSeconds: number): number {
  let most = 0;
  for (let at = from; at + stretchSeconds * 1000 <= to; at += 1000)
    most = Math.max(most, happened(taken, { from: at, to: at + stretchSeconds * 1000 }, 'arrived'));
  return most / stretchSeconds;
}

/** Memory of the server: after both rushes at the same point, and the line that fits best from the end of the first. */
function memory(figure: Figure, taken: Taken): Result[] {
  const ends = [phaseOf(taken, 'rush 1'), phaseOf(taken, `rush ${rushes}`)].map(({ from, to }) =>
    middle(taken.samples.filter(({ at }) => at >= to - (to - from) / 4 && at <= to)),
  );
  const [first = Number.NaN, second = Number.NaN] = ends;
  const from = phaseOf(taken, 'rush 1').from;
  const whole = phaseOf(taken, `rush ${rushes}`).to - from;
  return [
    figure('memory of the server at the end of the first rush', first, 'MB'),
    figure('memory of the server at the end of the last rush', second, 'MB', { target: Math.round(first * flat), baseline: first }),
    figure('memory slope, without the first tenth', slopePerMinute(taken.samples, from + whole / 10), 'MB a minute'),
  ].flat();
}

function middle(samples: readonly Sample[]): number {
  const sorted = samples.map(({ serverMegabytes }) => serverMegabytes).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
