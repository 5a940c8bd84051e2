import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { binContract, createFolderContract, folderContract } from '../tree/contract.ts';
import { writeZip } from '../zip/write-zip.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';
import { contentsOfZip } from './zip-build.ts';

async function zipOf(school: TestSchool, personId: string, query: string) {
  const client = await school.as(personId).client();
  return client.raw({ method: 'GET', url: `/api/${school.slug}/files/zip?${query}` });
}

async function aFolder(school: TestSchool, personId: string, name: string, spaceId = personId, folderId: string | null = null) {
  return (await school.as(personId).call(createFolderContract, { body: { spaceId, folderId, name } })).id;
}

test('a folder comes as a zip with all that lies in it, empty folders too, and nothing from the bin', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  const top = await aFolder(school, pupil, 'Übungen');
  const inner = await aFolder(school, pupil, 'Blätter', pupil, top);
  await aFolder(school, pupil, 'leer', pupil, inner);
  await upload(client, school.slug, 'eins.txt', Buffer.from('eins'), { folderId: top });
  await upload(client, school.slug, 'zwei ä.txt', Buffer.from('zwei'), { folderId: inner });
  const binned = await upload(client, school.slug, 'weg.txt', Buffer.from('weg'), { folderId: inner });
  await school.as(pupil).call(binContract, { body: { ids: [binned] } });

  const answer = await zipOf(school, pupil, `ids=${top}`);

  expect(answer.headers['content-type']).toBe('application/zip');
  expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''%C3%9Cbungen.zip");
  expect(await contentsOfZip(answer.rawPayload)).toEqual({
    'Übungen/': '',
    'Übungen/Blätter/': '',
    'Übungen/Blätter/leer/': '',
    'Übungen/Blätter/zwei ä.txt': 'zwei',
    'Übungen/eins.txt': 'eins',
  });
});

test('a folder of more entries than a page comes whole, and equal names from several folders get numbers', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const first = await aFile(school, pupil, { name: 'Blatt.txt', bytes: Buffer.from('a') });
  const folder = await aFolder(school, pupil, 'voll');
  const client = await school.as(pupil).client();
  const second = await upload(client, school.slug, 'blatt.txt', Buffer.from('b'), { folderId: folder });
  await school.write((db) =>
    sql`with n as (select gen_random_uuid() as id, i from generate_series(1, 450) i),
      f as (insert into files.file (school_id, id, owner_id, name, type, size_bytes, hash, state, made_at)
        select ${db.schoolId}, n.id, ${pupil}, 'x', f.type, f.size_bytes, f.hash, 'ready', f.made_at from n, files.file f where f.id = ${second} returning id)
      insert into files.entry (school_id, id, kind, owner_id, parent_id, name, made_by, changed_at)
        select ${db.schoolId}, n.id, 'file', ${pupil}, ${folder}, 'Seite ' || n.i || '.txt', ${pupil}, ${school.ctx().now()} from n`.execute(
      db,
    ),
  );
  expect(Object.keys(await contentsOfZip((await zipOf(school, pupil, `ids=${folder}`)).rawPayload))).toHaveLength(452);
  expect(Object.keys(await contentsOfZip((await zipOf(school, pupil, `ids=${first},${second}`)).rawPayload)).sort()).toEqual([
    'Blatt.txt',
    'blatt (2).txt',
  ]);
});

test('members get in a zip what they see in the folder: hand-ins of others stay out, the leader gets all', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [anna, ben] = [await aPerson(school), await aPerson(school)];
  const course = await aCourse(school, { teachers: [teacher], pupils: [anna, ben] });
  const folder = await school
    .as(teacher)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  for (const pupil of [anna, ben])
    await upload(await school.as(pupil).client(), school.slug, 'Text.txt', Buffer.from(pupil), { folderId: folder.id });

  const own = await contentsOfZip((await zipOf(school, anna, `ids=${folder.id}`)).rawPayload);
  expect(own).toEqual({ 'Abgabe/': '', 'Abgabe/Text.txt': anna });
  const all = await contentsOfZip((await zipOf(school, teacher, `spaceId=${course}`)).rawPayload);
  expect(Object.keys(all).sort()).toEqual(['Abgabe/', 'Abgabe/Text (2).txt', 'Abgabe/Text.txt']);
});

test('nobody gets a zip of what they do not see: one foreign id among own ones, another school, no session, nonsense', async () => {
  const school = await testSchool();
  const [anna, ben, guardian] = [await aPerson(school), await aPerson(school), await aPerson(school, { capacities: ['guardian'] })];
  const [own, foreign] = [await aFile(school, anna), await aFile(school, ben)];
  const other = await testSchool();
  const elsewhere = await aFile(other, await aPerson(other));
  for (const ids of [foreign, `${own},${foreign}`, elsewhere, newId(), 'x', `${own},`])
    expect((await zipOf(school, anna, `ids=${ids}`)).json()).toMatchObject({ code: 'kernel.not_found' });
  expect((await zipOf(school, anna, `spaceId=${ben}`)).statusCode).toBe(404);
  expect((await zipOf(school, anna, '')).statusCode).toBe(400);
  expect((await zipOf(school, guardian, `ids=${own}`)).statusCode).toBe(403);
  expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/files/zip?ids=${own}` })).statusCode).toBe(401);
  expect((await school.as(anna).call(folderContract, { query: {} })).items).toHaveLength(1);
});

test('a file found harmful is left out and named in a note', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const ids = [await aFile(school, pupil, { name: 'gut.txt' }), await aFile(school, pupil, { name: 'schlecht.txt' })];
  await school.write((db) => sql`update files.file set state = 'locked' where school_id = ${db.schoolId} and id = ${ids[1]}`.execute(db));
  const found = await contentsOfZip((await zipOf(school, pupil, `ids=${ids.join()}`)).rawPayload);
  expect(Object.keys(found)).toEqual(['gut.txt', 'Nicht enthalten.txt']);
  expect(found['Nicht enthalten.txt']).toContain('schlecht.txt');
});

test('a reader who goes stops the writing: nothing more is opened and what is open is closed', async () => {
  const opened: Readable[] = [];
  const gone = new AbortController();
  const blobs = {
    get: async () => {
      const source = Readable.from(
        (async function* () {
          for (;;) yield Buffer.alloc(65_536);
        })(),
      );
      opened.push(source);
      return source;
    },
  };
  const piece = { changedAt: new Date(0), hash: 'x', sizeBytes: 1e12, type: 'video/mp4' };
  const pieces = (async function* () {
    for (let number = 0; ; number += 1) yield { ...piece, path: `${number}.mp4` };
  })();
  // only `get` is called
  const { stream, written } = writeZip(blobs as never, pieces, gone.signal);
  for await (const chunk of stream) {
    expect(chunk).toBeDefined();
    gone.abort();
    break;
  }
  await written;
  expect(opened).toHaveLength(1);
  expect(opened[0]?.destroyed).toBe(true);
});
