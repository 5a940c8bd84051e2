import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract, roomContract } from '../contract.ts';
import { quotaSetting } from '../settings.ts';
import {
  binContract,
  binListContract,
  copyContract,
  createFolderContract,
  emptyBinContract,
  folderContract,
  moveContract,
  unbinContract,
} from '../tree/contract.ts';
import { aFile } from './build.ts';
import { aFolder, namesIn } from './own-folders.ts';
import { upload } from './tus-client.ts';

test('a number that was put behind a taken name stands after it, whatever the ending; folders with dots are in order too', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  for (const name of ['Blatt (2).txt', 'Blatt.txt', 'Blatt (10).txt', 'Blatt 1.txt', 'Blatt.csv']) await aFile(school, pupil, { name });
  for (const name of ['v1.10', 'v1.2', 'v1']) await aFolder(school, pupil, name);
  const files = ['Blatt.csv', 'Blatt.txt', 'Blatt (2).txt', 'Blatt (10).txt', 'Blatt 1.txt'];
  expect(await namesIn(school, pupil)).toEqual(['v1', 'v1.2', 'v1.10', ...files]);
});

test('folders come first and names in the natural German order; date and size go by what is newest and largest', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  for (const name of ['Blatt 10.txt', 'Zebra.txt', 'blatt 2.txt', 'Äpfel.txt']) {
    await aFile(school, pupil, { name, bytes: Buffer.alloc(name.length + 1, 'a') });
    school.at(`2026-11-23T07:0${name.length % 7}:00Z`);
  }
  await aFolder(school, pupil, 'Übungen');

  expect(await namesIn(school, pupil)).toEqual(['Übungen', 'Äpfel.txt', 'blatt 2.txt', 'Blatt 10.txt', 'Zebra.txt']);
  const bySize = await school.as(pupil).call(folderContract, { query: { sort: 'size', limit: 3 } });
  expect(bySize.items.map(({ name }) => name)).toEqual(['Übungen', 'Blatt 10.txt', 'blatt 2.txt']);
  const rest = await school.as(pupil).call(folderContract, { query: { sort: 'size', limit: 3, cursor: bySize.next ?? '' } });
  expect(rest.items.map(({ name }) => name)).toEqual(['Äpfel.txt', 'Zebra.txt']);
  expect((await school.as(pupil).call(folderContract, { query: { sort: 'date', order: 'asc' } })).items[0]).toMatchObject({
    kind: 'folder',
  });
});

test('a folder takes as many statements with one entry as with fifty, and pages without gaps', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await aFile(school, pupil);
  const one = await school.as(pupil).counted(folderContract, { query: {} });
  for (let count = 0; count < 50; count += 1) await aFile(school, pupil);

  const many = await school.as(pupil).counted(folderContract, { query: { limit: 30 } });
  const rest = await school.as(pupil).call(folderContract, { query: { limit: 30, cursor: many.answer.next ?? '' } });

  expect(many.statements).toBe(one.statements);
  expect(new Set([...many.answer.items, ...rest.items].map(({ id }) => id)).size).toBe(51);
});

test('the page of a folder says the way to it', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const outer = await aFolder(school, pupil, 'Mathe');
  const inner = await aFolder(school, pupil, 'Woche 1', outer);
  expect(await school.as(pupil).call(folderContract, { query: { folderId: inner } })).toMatchObject({
    trail: [
      { id: outer, name: 'Mathe' },
      { id: inner, name: 'Woche 1' },
    ],
    space: { kind: 'own', leads: true },
    mayAdd: true,
    items: [],
  });
});

test('a second upload of a name gets a number; a folder or a new name that is taken is refused', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  for (const name of ['Blatt.txt', 'blatt.txt', 'Blatt.txt']) await upload(client, school.slug, name, Buffer.from(name));
  expect(await namesIn(school, pupil)).toEqual(expect.arrayContaining(['Blatt.txt', 'blatt (2).txt', 'Blatt (3).txt']));

  await aFolder(school, pupil, 'Mathe');
  await expect(aFolder(school, pupil, 'mathe')).rejects.toMatchObject({ status: 409, code: 'files.name_taken', data: { name: 'mathe' } });
  const other = await aFile(school, pupil);
  const rename = school.as(pupil).call(renameContract, { params: { fileId: other }, body: { name: 'BLATT.txt' } });
  await expect(rename).rejects.toMatchObject({ status: 409, code: 'files.name_taken' });
});

test.each(['..', '.', 'a/b', '..\\x', '\u202e', ' . '])('nothing is called %j', async (name) => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await expect(aFolder(school, pupil, name)).rejects.toMatchObject({ status: 422, code: 'files.name_not_allowed' });
});

test('controls and signs that turn text round go out of names, and a name has at most 255 bytes', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await aFolder(school, pupil, 'Bild\u202egpj.exe');
  await aFolder(school, pupil, 'ä'.repeat(190));
  const names = await namesIn(school, pupil);
  expect(names).toContain('Bildgpj.exe');
  expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(255);
});

test('what is moved keeps its id and all in it; a taken name gets a number', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const [from, to] = [await aFolder(school, pupil, 'Alt'), await aFolder(school, pupil, 'Neu')];
  const file = await aFile(school, pupil, { name: 'a.txt' });
  const inner = await aFolder(school, pupil, 'Innen', from);
  await aFolder(school, pupil, 'Innen', to);
  await school.as(pupil).call(moveContract, { body: { ids: [file], spaceId: pupil, folderId: inner } });

  const { items } = await school.as(pupil).call(moveContract, { body: { ids: [inner], spaceId: pupil, folderId: to } });

  expect(items).toEqual([{ id: inner, name: 'Innen (2)' }]);
  expect(await namesIn(school, pupil, inner)).toEqual(['a.txt']);
  expect(await namesIn(school, pupil, from)).toEqual([]);
});

test('no folder gets into itself or below itself, also when two moves race', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const a = await aFolder(school, pupil, 'A');
  const inner = await aFolder(school, pupil, 'C', a);
  const move = (id: string, folderId: string) => school.as(pupil).call(moveContract, { body: { ids: [id], spaceId: pupil, folderId } });

  await expect(move(a, a)).rejects.toMatchObject({ status: 409, code: 'files.into_itself' });
  await expect(move(a, inner)).rejects.toMatchObject({ status: 409, code: 'files.into_itself', data: { name: 'A' } });

  const client = await school.as(pupil).client();
  const pairs = await Promise.all(
    Array.from({ length: 6 }, async (_, pair) => Promise.all(['links', 'rechts'].map((side) => aFolder(school, pupil, `${side} ${pair}`)))),
  );
  const raced = await Promise.all(
    pairs.map(([left = '', right = '']) =>
      Promise.allSettled([
        client.call(moveContract, { body: { ids: [left], spaceId: pupil, folderId: right } }),
        client.call(moveContract, { body: { ids: [right], spaceId: pupil, folderId: left } }),
      ]),
    ),
  );
  for (const ends of raced) expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('twenty folders below each other, not more', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  let folder: string | null = null;
  for (let depth = 1; depth <= 20; depth += 1) folder = await aFolder(school, pupil, `${depth}`, folder);
  await expect(aFolder(school, pupil, '21', folder)).rejects.toMatchObject({ status: 422, code: 'files.too_deep', data: { most: 20 } });
});

test('copies have ids of their own, share the bytes, and take room', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const folder = await aFolder(school, pupil, 'Mathe');
  const file = await aFile(school, pupil, { name: 'a.txt', bytes: Buffer.alloc(1000, 'a') });
  await school.as(pupil).call(moveContract, { body: { ids: [file], spaceId: pupil, folderId: folder } });

  const { items } = await school.as(pupil).call(copyContract, { body: { ids: [folder], spaceId: pupil, folderId: null } });

  expect(items).toMatchObject([{ name: 'Mathe (2)' }]);
  const [copied] = (await school.as(pupil).call(folderContract, { query: { folderId: items[0]?.id ?? '' } })).items;
  expect(copied).toMatchObject({ name: 'a.txt', sizeBytes: 1000 });
  expect(copied?.id).not.toBe(file);
  expect(await school.as(pupil).call(roomContract, { query: {} })).toMatchObject({ usedBytes: 2000 });
  const { rows } = await school.write((db) =>
    sql<{ uses: number }>`select b.uses from kernel.blob b join files.file f on f.hash = b.hash where f.id = ${file}`.execute(db),
  );
  expect(rows).toEqual([{ uses: 2 }]);
  await school.write((db) => saveSetting(db, quotaSetting, 0));
  const full = school.as(pupil).call(copyContract, { body: { ids: [file], spaceId: pupil, folderId: null } });
  await expect(full).rejects.toMatchObject({ status: 413, code: 'files.quota_full' });
});

test('nobody reads, fills, moves, copies or deletes in somebody else’s tree', async () => {
  const [school, outside] = [await testSchool(), await testSchool()];
  const owner = await aPerson(school);
  const folder = await aFolder(school, owner, 'Geheim');
  const file = await aFile(school, owner);
  const binned = await aFile(school, owner);
  await school.as(owner).call(binContract, { body: { ids: [binned] } });

  for (const [at, who] of [
    [school, await aPerson(school)],
    [school, await aPerson(school, { capacities: ['teacher', 'school_admin'] })],
    [outside, await aPerson(outside)],
  ] as const) {
    const own = await aFile(at, who);
    const attempts = await Promise.allSettled([
      at.as(who).call(folderContract, { query: { folderId: folder } }),
      at.as(who).call(folderContract, { query: { spaceId: owner } }),
      at.as(who).call(folderContract, { query: { spaceId: who, folderId: folder } }),
      at.as(who).call(createFolderContract, { body: { spaceId: who, folderId: folder, name: 'x' } }),
      at.as(who).call(createFolderContract, { body: { spaceId: owner, folderId: null, name: 'x' } }),
      at.as(who).call(moveContract, { body: { ids: [own], spaceId: owner, folderId: null } }),
      at.as(who).call(moveContract, { body: { ids: [own], spaceId: who, folderId: folder } }),
      at.as(who).call(moveContract, { body: { ids: [own, file], spaceId: who, folderId: null } }),
      at.as(who).call(copyContract, { body: { ids: [file], spaceId: who, folderId: null } }),
      at.as(who).call(copyContract, { body: { ids: [own], spaceId: owner, folderId: folder } }),
      at.as(who).call(binContract, { body: { ids: [folder] } }),
      at.as(who).call(unbinContract, { body: { ids: [binned] } }),
      at.as(who).call(binListContract, { query: { spaceId: owner } }),
      at.as(who).call(emptyBinContract, { body: { spaceId: owner } }),
      at.as(who).call(roomContract, { query: { spaceId: owner } }),
      at.as(who).call(renameContract, { params: { fileId: folder }, body: { name: 'x' } }),
    ]);
    for (const attempt of attempts)
      expect(attempt).toMatchObject({ status: 'rejected', reason: expect.objectContaining({ status: 404, code: 'kernel.not_found' }) });
    const client = await at.as(who).client();
    for (const target of [{ folderId: folder }, { spaceId: owner }, { folderId: 'x' }])
      await expect(upload(client, at.slug, 'x.txt', Buffer.from('x'), target)).rejects.toThrow('kernel.not_found');
  }
  expect((await school.as(owner).call(folderContract, { query: {} })).items).toHaveLength(2);
});

test('a file is no folder, and unknown ids are not found', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const file = await aFile(school, pupil);
  await expect(aFolder(school, pupil, 'x', file)).rejects.toMatchObject({ status: 404 });
  await expect(school.as(pupil).call(folderContract, { query: { folderId: newId() } })).rejects.toMatchObject({ status: 404 });
});
