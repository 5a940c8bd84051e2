import type { Result } from '../../result.ts';
import { planArrivals, rush } from '../run/plan.ts';
import { phaseOf } from '../run/run.ts';
import { withWorld } from '../run/world.ts';
import { clientFigures, figuresOf, ordinaryFigures, toldFigures, withRun } from './figures.ts';
import type { Stretch } from './stretch.ts';

const pupils = 1_200;
const minutes = 5;

/** A school of 1,200 signs in before the first lesson: everybody anew, for school devices keep nothing. */
export function measureMorning(stretch: Stretch, say: (line: string) => void): Promise<Result[]> {
  const { time, strength } = stretch;
  const wanted = { new: pupils, returning: 0, working: 60 };
  return withWorld({ people: 0, wanted, slug: 'goethe' }, say, async ({ client, phase, take }) => {
    const curve = rush(pupils * time * strength, minutes * 60 * time, 2.5, 60 * Math.min(1, time));
    const crowd = { newcomers: 1, impatient: 0.1, list: 0.6, handIn: 0.3, thinkMs: 8_000 * Math.min(1, time * 4) };
    await client.tell({ do: 'work', people: wanted.working, everyMs: 6_000, handIns: 0.05, uploads: 0 });
    await client.plan(planArrivals(curve, crowd, 1));
    await phase('the morning', () => client.play());
    await client.tell({ do: 'rest' });
    const taken = await take();
    const figure = figuresOf('morning', stretch);
    const figures = [...ordinaryFigures(figure, taken, phaseOf(taken, 'the morning')), ...toldFigures(figure, taken)];
    return withRun('morning', taken, [...figures, ...clientFigures(figure, taken, say)], say);
  });
}
