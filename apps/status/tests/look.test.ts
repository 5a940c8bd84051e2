import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { look } from '../looking/look.ts';
import { opaqueStart } from '../looking/opaque-start.ts';
import { forEachPart } from '../parts.ts';
import { aPlatform, json } from './a-platform.ts';

let platform: Awaited<ReturnType<typeof aPlatform>>;
let well: Pick<typeof platform.madeUp, 'page' | 'signIn' | 'parts' | 'live'>;

beforeAll(async () => {
  platform = await aPlatform();
  well = { ...platform.madeUp };
});
beforeEach(() => Object.assign(platform.madeUp, well));
afterAll(() => platform.stop());

const allOk = forEachPart(() => 'ok');
const seen = async (...more: URL[]) => look([platform.target, ...more], () => 1_000);

describe('a look', () => {
  test('at a platform that is well finds everything in order', async () => {
    expect(await seen()).toEqual({ at: 1_000, parts: allOk, waiting: 0 });
  });

  test('begins each sign-in under another name, so that none of them is ever made to wait', async () => {
    await seen();
    await seen();
    const { handles } = platform.madeUp;
    expect(new Set(handles).size).toBe(handles.length);
  });

  test('at nothing finds everything failed', async () => {
    expect((await look([new URL('http://127.0.0.1:9')], () => 1_000)).parts).toEqual(forEachPart(() => 'failed'));
  });

  test.each([
    ['sign_in', () => Object.assign(platform.madeUp, { signIn: json(500, {}) }), { ...allOk, sign_in: 'failed' }],
    [
      'an answer that is no sign-in',
      () => Object.assign(platform.madeUp, { signIn: json(200, { hello: 1 }) }),
      { ...allOk, sign_in: 'failed' },
    ],
    ['a page of a proxy', () => Object.assign(platform.madeUp, { page: json(502, {}) }), { ...allOk, pages: 'failed' }],
    ['the live line', () => Object.assign(platform.madeUp, { live: 'refuses' }), { ...allOk, live: 'failed' }],
    ['a live line that somebody else answers', () => Object.assign(platform.madeUp, { live: 'lies' }), { ...allOk, live: 'failed' }],
    ['the database', () => setParts({ database: 'failed', jobs: 'failed' }), { ...allOk, pages: 'failed', messages: 'failed' }],
    ['the files', () => setParts({ files: 'slow' }), { ...allOk, files: 'slow' }],
    ['the mail', () => setParts({ mail: 'failed' }), { ...allOk, messages: 'failed' }],
  ])('sees what is wrong with %s', async (_what, breakIt, expected) => {
    breakIt();
    expect((await seen()).parts).toEqual(expected);
  });

  test('knows nothing of the inside of a platform that does not know the question', async () => {
    platform.madeUp.parts = json(404, { code: 'kernel.not_found' });
    expect((await seen()).parts).toEqual({ ...allOk, files: 'unknown', messages: 'unknown' });
  });

  test('takes a place in line for slow, not for a failure, and tells how many wait', async () => {
    platform.madeUp.parts = json(200, { database: 'ok', files: 'ok', jobs: 'ok', mail: 'ok', waiting: null });
    platform.madeUp.page = json(503, {}, { 'set-cookie': 'schulhof_place=x; Path=/' });
    platform.madeUp.signIn = json(503, { code: 'kernel.full', data: { place: 17, seconds: 20, askAfterSeconds: 5 } });
    expect(await seen()).toEqual({ at: 1_000, parts: { ...allOk, sign_in: 'slow', pages: 'slow' }, waiting: 17 });
  });

  test('of two servers calls slow what fails at one', async () => {
    expect((await seen(new URL('http://127.0.0.1:9'))).parts).toEqual(forEachPart(() => 'slow'));
  });
});

test('the message with which a sign-in is begun is one to the real server', async () => {
  const answer = await anonymous().raw({
    method: 'POST',
    url: '/api/sign-in/start',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ school: null, handle: `status-${crypto.randomUUID()}`, startLoginRequest: opaqueStart }),
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ loginResponse: expect.any(String), sealed: expect.any(String) });
});

function setParts(parts: Record<string, string>): void {
  platform.madeUp.parts = json(200, { database: 'ok', files: 'ok', jobs: 'ok', mail: 'ok', waiting: 0, ...parts });
}
