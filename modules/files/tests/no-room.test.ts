import { afterEach, expect, test } from 'vitest';
import { lanes } from '#kernel/admission/lanes.ts';
import { fillLane } from '#kernel/testing/fill-lane.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { aFile } from './build.ts';
import { aDocx, fakeOffice } from './fake-office.ts';
import { begin, head, send, upload } from './tus-client.ts';

const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo) await one();
  undo = [];
});

async function aPupil() {
  const school = await testSchool();
  const pupil = await aPerson(school);
  return { school, pupil, client: await school.as(pupil).client() };
}

test('an upload that finds no room is told when to go on, keeps what has come, and goes on', async () => {
  const { school, client } = await aPupil();
  const address = String((await begin(client, school.slug, 'a.pdf', bytes.length)).headers['location']);
  await send(client, address, 0, bytes.subarray(0, 10));

  const empty = await fillLane(lanes.uploads);
  const refused = await send(client, address, 10, bytes.subarray(10));
  expect([refused.statusCode, refused.json<{ code: string }>().code, refused.headers['retry-after']]).toEqual([503, 'kernel.busy', '5']);
  expect((await head(client, address)).headers['upload-offset']).toBe('10');

  await empty();
  expect((await send(client, address, 10, bytes.subarray(10))).statusCode).toBe(204);
});

test('one person who sends very much leaves room for the others', async () => {
  const { school, client } = await aPupil();
  const second = await school.as(await aPerson(school)).client();
  const { promise, resolve } = Promise.withResolvers<void>();
  const greedy = Array.from({ length: 200 }, () => lanes.uploads.run(() => promise, 'greedy'));
  const ended = Promise.allSettled(greedy);

  expect(await upload(client, school.slug, 'a.pdf', bytes)).toBeTruthy();
  expect(await upload(second, school.slug, 'b.pdf', bytes)).toBeTruthy();

  resolve();
  expect((await ended).filter(({ status }) => status === 'rejected')).toHaveLength(200 - 8 - 32);
});

test('an archive that finds no room is refused before anything is sent; of links the others have room', async () => {
  const { school, pupil, client } = await aPupil();
  const fileId = await aFile(school, pupil, { name: 'a.pdf', bytes });
  const url = `/api/${school.slug}/files/zip?ids=${fileId}`;
  const emptyLinks = await fillLane(lanes.linkedExports);
  expect((await client.raw({ method: 'GET', url })).statusCode).toBe(200);
  await emptyLinks();

  const empty = await fillLane(lanes.exports);
  const refused = await client.raw({ method: 'GET', url });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([503, 'kernel.busy']);
  expect(refused.headers['content-disposition']).toBeUndefined();
  await empty();
});

test('while the server is full no preview is begun: what browsers draw is sent itself, of the rest is said when to ask again', async () => {
  const office = fakeOffice();
  const { platform } = await provided();
  undo.push(
    () => office.remove(),
    () => {
      platform.load.full = () => false;
    },
  );
  const { school, pupil, client } = await aPupil();
  const document = await aFile(school, pupil, { name: 'Aufsatz.docx', bytes: await aDocx(Buffer.from('<w:document>voll</w:document>')) });
  const picture = await aFile(school, pupil, { name: 'Bild.png', bytes: png });
  const ask = (fileId: string) => client.raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content?preview=shown` });

  platform.load.full = () => true;
  const refused = await ask(document);
  expect([refused.statusCode, refused.json<{ code: string }>().code, refused.headers['retry-after']]).toEqual([503, 'kernel.busy', '5']);
  expect((await ask(picture)).rawPayload.equals(png)).toBe(true);
  const asked = await school.as(pupil).client();
  expect((await asked.raw({ method: 'GET', url: `/api/${school.slug}/files/${document}/content` })).statusCode).toBe(200);

  platform.load.full = () => false;
  expect((await ask(document)).statusCode).toBe(202);
});

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
