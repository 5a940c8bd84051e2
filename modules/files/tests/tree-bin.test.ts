import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { tidyJob } from '../jobs.ts';
import { binContract, binListContract, emptyBinContract, folderContract, moveContract, unbinContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { aFolder, namesIn } from './own-folders.ts';

test('a deleted folder goes with all in it and comes back whole; without its folder it comes into the root', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const outer = await aFolder(school, pupil, 'Außen');
  const inner = await aFolder(school, pupil, 'Innen', outer);
  const file = await aFile(school, pupil, { name: 'a.txt', bytes: Buffer.alloc(10, 'a') });
  await school.as(pupil).call(moveContract, { body: { ids: [file], spaceId: pupil, folderId: inner } });

  await school.as(pupil).call(binContract, { body: { ids: [inner] } });
  await expect(school.as(pupil).call(folderContract, { query: { folderId: inner } })).rejects.toMatchObject({ status: 404 });
  const one = await school.as(pupil).counted(binListContract, { query: {} });
  expect(one.answer.items).toMatchObject([{ id: inner, name: 'Innen', kind: 'folder', sizeBytes: 10, folderName: 'Außen' }]);
  await school.as(pupil).call(unbinContract, { body: { ids: [inner] } });
  expect(await namesIn(school, pupil, inner)).toEqual(['a.txt']);

  await school.as(pupil).call(binContract, { body: { ids: [inner] } });
  await school.as(pupil).call(binContract, { body: { ids: [outer] } });
  await aFolder(school, pupil, 'Innen');
  expect((await school.as(pupil).counted(binListContract, { query: {} })).statements).toBe(one.statements);
  const { items } = await school.as(pupil).call(unbinContract, { body: { ids: [inner] } });
  expect(items).toEqual([{ id: inner, name: 'Innen (2)' }]);
  expect(await namesIn(school, pupil)).toEqual(['Innen', 'Innen (2)']);
  expect(await namesIn(school, pupil, inner)).toEqual(['a.txt']);
});

test('an emptied bin frees its room at once, and the sweep takes what nothing uses', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const file = await aFile(school, pupil, { bytes: Buffer.alloc(500, 'a') });
  await school.as(pupil).call(binContract, { body: { ids: [file] } });
  expect(await school.as(pupil).call(roomContract, { query: {} })).toMatchObject({ usedBytes: 500 });

  await school.as(pupil).call(emptyBinContract, { body: { spaceId: pupil } });

  expect(await school.as(pupil).call(roomContract, { query: {} })).toMatchObject({ usedBytes: 0 });
  await expect(school.as(pupil).call(unbinContract, { body: { ids: [file] } })).rejects.toMatchObject({ status: 404 });
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  const { rows } = await school.write((db) => sql`select from files.file where school_id = ${school.id}`.execute(db));
  expect(rows).toHaveLength(0);
});

test('thirty days later a folder leaves the bin with all in it', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const folder = await aFolder(school, pupil, 'Alt');
  const file = await aFile(school, pupil);
  await school.as(pupil).call(moveContract, { body: { ids: [file], spaceId: pupil, folderId: folder } });
  await school.as(pupil).call(binContract, { body: { ids: [folder] } });
  school.at('2026-12-23T07:00:00Z');
  await expect(school.as(pupil).call(unbinContract, { body: { ids: [folder] } })).rejects.toMatchObject({ status: 404 });
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  const { rows } = await school.write((db) =>
    sql`select id from files.file where school_id = ${school.id} union select id from files.entry where school_id = ${school.id}`.execute(
      db,
    ),
  );
  expect(rows).toHaveLength(0);
});

test('what comes back from the bin does not lie deeper than folders may', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const [top, deep] = [await aFolder(school, pupil, 'oben'), await aFolder(school, pupil, 'tief')];
  const inner = await aFolder(school, pupil, 'innen', top);
  await aFolder(school, pupil, 'ganz innen', inner);
  let last = deep;
  for (let depth = 2; depth <= 18; depth += 1) last = await aFolder(school, pupil, `${depth}`, last);
  const restore = () => school.as(pupil).call(unbinContract, { body: { ids: [inner] } });
  const place = (folderId: string | null) => school.as(pupil).call(moveContract, { body: { ids: [top], spaceId: pupil, folderId } });

  await school.as(pupil).call(binContract, { body: { ids: [inner] } });
  await place(last);
  await expect(restore()).rejects.toMatchObject({ status: 422, code: 'files.too_deep', data: { most: 20 } });
  await place(null);
  expect((await restore()).items).toMatchObject([{ name: 'innen' }]);
});
