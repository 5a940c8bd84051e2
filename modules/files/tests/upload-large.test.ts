import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { measuringWorker } from '#kernel/blobs/measuring-worker.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { folderContract } from '../tree/contract.ts';
import { begin, send } from './tus-client.ts';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

test.each([
  ['whose thread goes on', false],
  ['whose thread ends between two parts', true],
])('a large file in three parts %s arrives whole', async (_what, endsBetween) => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  const bytes = Buffer.concat([pdf, Buffer.alloc(9_000_001, 'Blatt ')]);
  const address = String((await begin(client, school.slug, 'Heft.pdf', bytes.length)).headers['location']);

  await send(client, address, 0, bytes.subarray(0, 4_000_001));
  if (endsBetween) await measuringWorker().end();
  await send(client, address, 4_000_001, bytes.subarray(4_000_001, 4_000_008));
  expect((await send(client, address, 4_000_008, bytes.subarray(4_000_008))).statusCode).toBe(204);

  const { items } = await school.as(pupil).call(folderContract, {});
  expect(items).toMatchObject([{ name: 'Heft.pdf', sizeBytes: bytes.length }]);
  const got = await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${items[0]?.id}/content` });
  expect(got.rawPayload.equals(bytes)).toBe(true);
  expect(await school.platform.services.blobs.has(createHash('sha256').update(bytes).digest('hex'))).toBe(true);
});
