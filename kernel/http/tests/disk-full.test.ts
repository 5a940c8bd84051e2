import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { newId } from '#kernel/ids/id.ts';
import { route } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';

const write = contract({
  method: 'POST',
  path: '/write/:fault',
  summary: 'x',
  params: T.Object({ fault: T.String() }),
  answer: T.Object({}),
});
let planted: PlantedPlatform;
const person = newId();

beforeAll(async () => {
  const routes = [
    route(write, null, async (_ctx, { params }) => {
      throw Object.assign(new Error('a fault of this test'), { code: params.fault });
    }),
  ];
  planted = await plantedPlatform('disk_full', { id: 'planted', routes }, 'create schema planted;');
  planted.who.set(person, ['pupil']);
});
afterAll(() => planted.close());

test.each(['ENOSPC', 'EDQUOT', '53100'])('a full disk (%s) is said as such; another fault stays an incident', async (fault) => {
  const asked = (code: string) =>
    planted.app.inject({ method: 'POST', url: `/api/schule/write/${code}`, headers: planted.as(person), payload: '{}' });
  const full = await asked(fault);
  expect([full.statusCode, full.json().code]).toEqual([507, 'kernel.disk_full']);
  expect((await asked('EIO')).json()).toMatchObject({ code: 'kernel.failed' });
});
