import { expect, test } from 'vitest';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { makePeople } from '../demo/make-people.ts';

/** A plain generator: what is tested here does not depend on its quality. */
function numbers(seed: number): DemoRandom {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return { next, int, pick: (list) => list[int(0, list.length - 1)] ?? list[0] ?? expect.fail('an empty list') };
}

test('the demo city has its sizes, and the same people every time', () => {
  const sizes = ['park', 'goethe', 'berufskolleg'].map(
    (slug) => makePeople(slug, numbers(7)).persons.filter(({ sourceId }) => sourceId?.startsWith('pupil/')).length,
  );
  const [one, other] = [makePeople('goethe', numbers(7)), makePeople('goethe', numbers(7))].map(({ persons }) =>
    persons.map(({ id: _id, ...person }) => person),
  );

  expect(sizes).toEqual([180, 1200, 600]);
  expect(one).toEqual(other);
});

test('the well-known people are there, each once, and short names of teachers are unique', () => {
  const { persons } = makePeople('goethe', numbers(3));
  const names = persons.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  const shortNames = persons.flatMap(({ shortName }) => shortName ?? []);

  for (const name of ['Aylin Yılmaz', 'Elif Demir', 'Nuray Demir', 'Petra Schulte', 'Martin Vogt', 'Jens Petersen'])
    expect(names).toContain(name);
  expect(new Set(shortNames).size).toBe(shortNames.length);
});

test('families with children at two schools have the same guardians at both', () => {
  const [park, goethe] = ['park', 'goethe'].map((slug) => makePeople(slug, numbers(1)).shared.map(({ handleOf }) => handleOf));
  expect(park).toEqual(goethe);
});
