import { expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { testClient } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { inputReader } from '../read-input.ts';

const wish = contract({
  method: 'POST',
  path: '/x',
  summary: 'x',
  query: T.Object({ q: T.Optional(T.String()) }),
  body: T.Object({ text: T.String(), more: T.Optional(T.Array(T.Unknown())) }),
  answer: T.Object({}),
});
type Request = Parameters<ReturnType<typeof inputReader>>[0];

const read = (body: unknown, query: unknown = {}) => inputReader(wish)({ params: {}, query, body } as Request); // all it looks at

test.each([
  ['NUL in a text', { text: 'a\0b' }, 'body/text'],
  ['NUL deep inside', { text: '', more: [{ a: ['\0'] }] }, 'body/more/0/a/0'],
  ['NUL in a name', { text: '', more: [{ 'a\0': 1 }] }, 'body/more/0'],
])('%s is refused with its place', (_what, body, place) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ status: 400, data: expect.objectContaining({ place }) }));
});

test('half a surrogate pair is mended, deep inside too', () => {
  expect(read({ text: 'a\ud800', more: [{ a: ['\udc00b'] }] }).body).toEqual({ text: 'a\ufffd', more: [{ a: ['\ufffdb'] }] });
});

test('the query is looked at too, and whole pairs and other signs pass', () => {
  expect(() => read({ text: '' }, { q: '\0' })).toThrow(expect.objectContaining({ data: expect.objectContaining({ place: 'query/q' }) }));
  expect(read({ text: '😀\u0001\n', more: [null, 1, true] }).body).toEqual({ text: '😀\u0001\n', more: [null, 1, true] });
});

test('a request with NUL is a bad request, no fault of ours', async () => {
  const school = await testSchool();
  const client = await testClient(school.slug, new Map());
  const payload = JSON.stringify({ token: 'x\0y' });
  const answer = await client.raw({
    method: 'POST',
    url: '/api/files/open-link',
    payload,
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.statusCode).toBe(400);
});
