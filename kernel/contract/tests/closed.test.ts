import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { contract } from '../contract.ts';
import { T } from '../t.ts';

const deep = contract({
  method: 'POST',
  path: '/x',
  summary: 'x',
  body: T.Object({
    list: T.Array(T.Object({ a: T.Number() })),
    either: T.Union([T.Object({ b: T.String() }), T.Null()]),
    free: T.Record(T.String(), T.Number()),
  }),
  answer: T.Object({ made: T.Boolean() }),
});
const checks = (body: unknown) => Compile(deep.body).Check(body);

test('a request that fits is let in', () => {
  expect(checks({ list: [{ a: 1 }], either: { b: 'x' }, free: { any: 1 } })).toBe(true);
  expect(checks({ list: [], either: null, free: {} })).toBe(true);
});

test('an unknown field is refused at every depth', () => {
  expect(checks({ list: [], either: null, free: {}, more: 1 })).toBe(false);
  expect(checks({ list: [{ a: 1, more: 1 }], either: null, free: {} })).toBe(false);
  expect(checks({ list: [], either: { b: 'x', more: 1 }, free: {} })).toBe(false);
});

test('a contract without body, query and params closes those too', () => {
  const bare = contract({ method: 'GET', path: '/x', summary: 'x', answer: T.Object({}) });
  expect(Compile(bare.query).Check({ q: '1' })).toBe(false);
});
