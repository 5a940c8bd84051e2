import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { refusalsOf } from '#kernel/errors/refusal.ts';
import { eventType } from '#kernel/events/event.ts';
import { newId } from '#kernel/ids/id.ts';
import { route } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';

const refusals = refusalsOf('planted', { no: 422 });
const added = eventType('planted.added', T.Object({ n: T.Integer() }));
const add = contract({
  method: 'POST',
  path: '/add',
  summary: 'x',
  body: T.Object({ n: T.Integer() }),
  answer: T.Object({ count: T.Integer() }),
  refusals: ['planted.no'],
});
const count = contract({ method: 'GET', path: '/count', summary: 'x', answer: T.Object({ count: T.Integer() }) });
const sneak = contract({ method: 'GET', path: '/sneak', summary: 'x', answer: T.Object({}) });
const secret = contract({ method: 'GET', path: '/secret', summary: 'x', answer: T.Object({ shown: T.String() }) });

let planted: PlantedPlatform;
const person = newId();
const rows = async (db: Parameters<Parameters<typeof inSchool>[4]>[0]) =>
  Number((await sql<{ n: number }>`select count(*) as n from planted.entry`.execute(db)).rows[0]?.n);

beforeAll(async () => {
  planted = await plantedPlatform(
    'writes',
    {
      id: 'planted',
      refusals: refusals.all,
      events: [added],
      permissions: [{ id: 'planted.read_secret', title: { de: 'x', en: 'x' }, defaults: ['school_admin'], strong: true }],
      routes: [
        route(add, null, (ctx, { body }) =>
          ctx.write(async (db) => {
            await sql`insert into planted.entry (school_id, id, n) values (${db.schoolId}, ${newId()}, ${body.n})`.execute(db);
            await db.emit(added, { n: body.n });
            if (body.n < 0) throw refusals.no({ why: 'negative' });
            if (body.n === 13) throw new Error('a bug, with a name: Anna Beispiel');
            return { count: await rows(db) };
          }),
        ),
        route(count, null, (ctx) => ctx.read(async (db) => ({ count: await rows(db), hidden: 'cut off' }))),
        route(sneak, null, (ctx) =>
          ctx.read(async (db) => ({
            x: await sql`insert into planted.entry (school_id, id, n) values (${db.schoolId}, ${newId()}, 1)`.execute(db),
          })),
        ),
        route(secret, 'planted.read_secret', async () => ({ shown: 'x' })),
      ],
    },
    'create schema planted; create table planted.entry (school_id uuid not null, id uuid not null, n integer not null, primary key (school_id, id));',
  );
  planted.who.set(person, ['teacher']);
});
afterAll(() => planted.close());

const post = (body: object, headers: Record<string, string> = {}) =>
  planted.app.inject({ method: 'POST', url: '/api/schule/add', headers: { ...planted.as(person), ...headers }, payload: body });
const counted = async () =>
  (await planted.app.inject({ url: '/api/schule/count', headers: planted.as(person) })).json<{ count: number }>().count;
const events = async () =>
  (
    await inSchool(planted.platform.pools.teaching, planted.school.id, true, { actorId: null, now: () => new Date() }, (db) =>
      sql`select 1 from kernel.outbox where name = 'planted.added'`.execute(db),
    )
  ).rows.length;

test('a repeated wish is done once and answered the same', async () => {
  const before = await counted();
  const key = newId();
  const first = await post({ n: 1 }, { 'idempotency-key': key });
  const again = await post({ n: 1 }, { 'idempotency-key': key });
  expect(again.json()).toEqual(first.json());
  expect(await counted()).toBe(before + 1);
});

test('two of the same wish at once are one', async () => {
  const before = await counted();
  const key = newId();
  const both = await Promise.all([post({ n: 2 }, { 'idempotency-key': key }), post({ n: 2 }, { 'idempotency-key': key })]);
  expect(both[0]?.json()).toEqual(both[1]?.json());
  expect(await counted()).toBe(before + 1);
});

test('a key used for another wish is refused', async () => {
  const key = newId();
  await post({ n: 3 }, { 'idempotency-key': key });
  const other = await post({ n: 4 }, { 'idempotency-key': key });
  expect(other.statusCode).toBe(409);
  expect(other.json()).toMatchObject({ code: 'kernel.key_reused' });
});

test('a refused wish leaves no row and no event, and may be tried again', async () => {
  const [before, told] = [await counted(), await events()];
  const key = newId();
  const refused = await post({ n: -1 }, { 'idempotency-key': key, 'accept-language': 'en' });
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toEqual({ code: 'planted.no', data: { why: 'negative' }, message: 'No: negative' });
  expect([await counted(), await events()]).toEqual([before, told]);
  expect((await post({ n: -1 }, { 'idempotency-key': key })).statusCode).toBe(422);
});

test('a bug is answered with an incident number and nothing of its text', async () => {
  const before = await counted();
  const broken = await post({ n: 13 });
  expect(broken.statusCode).toBe(500);
  expect(broken.body).not.toContain('Beispiel');
  expect(broken.json<{ data: { incident: string } }>().data.incident).toMatch(/^[0-9a-f-]{8}$/);
  expect(await counted()).toBe(before);
});

test('fields the contract does not name are cut off', async () => {
  const answer = await planted.app.inject({ url: '/api/schule/count', headers: planted.as(person) });
  expect(Object.keys(answer.json<object>())).toEqual(['count']);
});

test('a GET cannot write: the database itself refuses', async () => {
  const before = await counted();
  expect((await planted.app.inject({ url: '/api/schule/sneak', headers: planted.as(person) })).statusCode).toBe(500);
  expect(await counted()).toBe(before);
});

test('a right is asked, and a second factor where the right says so', async () => {
  const admin = newId();
  planted.who.set(admin, ['school_admin']);
  const get = (id: string) => planted.app.inject({ url: '/api/schule/secret', headers: planted.as(id) });
  expect((await get(person)).json()).toMatchObject({ code: 'kernel.forbidden' });
  expect((await get(admin)).json()).toMatchObject({ code: 'kernel.second_factor_needed' });
});

test('what does not fit is refused with its place', async () => {
  expect((await post({ n: 'x' })).json()).toMatchObject({ code: 'kernel.bad_request', data: { place: 'body/n' } });
  expect((await post({ n: 1, m: 1 })).statusCode).toBe(400);
  expect((await planted.app.inject({ url: '/api/schule/count?x=1', headers: planted.as(person) })).statusCode).toBe(400);
});

test('headers make every answer data, never a page', async () => {
  const { headers } = await planted.app.inject({ url: '/api/schule/count' });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
});
