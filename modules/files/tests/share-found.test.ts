import { expect, test } from 'vitest';
import { searchContract } from '#kernel/search/contract.ts';
import type { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { favouritesContract, findContract, markContract, recentContract } from '../find/contract.ts';
import { endShareContract, listedContract, shareContract, sharedWithMeContract } from '../share/contract.ts';
import { binContract, createFolderContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { person, staffRoom } from './staff-room.ts';
import { upload } from './tus-client.ts';

async function found(school: Awaited<ReturnType<typeof testSchool>>, who: string, q: string) {
  return (await school.as(who).call(findContract, { query: { q } })).items;
}

test('what is shared is found by its name and its text, and says where it lies as far as one may know', async () => {
  const { school, owner, colleague, stranger, material, sheets, fileId, share } = await staffRoom();
  const client = await school.as(owner).client();
  await upload(client, school.slug, 'Echsen.txt', Buffer.from('Die Zauneidechse'), { folderId: sheets });
  await school.settle();
  expect(await found(school, colleague, 'blatt')).toEqual([]);
  await share(material, person(colleague));

  const [root] = await found(school, colleague, 'material');
  expect(root).toMatchObject({ id: material, folderId: null, folderName: null, mayChange: false, space: { id: owner, mayAdd: false } });
  expect(root?.space.sharedBy).toEqual(expect.any(String));
  expect((await found(school, colleague, 'blatt')).find(({ id }) => id === fileId)).toMatchObject({
    folderId: sheets,
    folderName: 'Blätter',
    by: null,
  });
  expect(await found(school, colleague, 'zaunei')).toMatchObject([{ name: 'Echsen.txt', excerpt: 'Die Zauneidechse' }]);
  expect((await school.as(colleague).call(recentContract, { query: {} })).items.map(({ name }) => name).sort()).toEqual([
    'Blatt.txt',
    'Echsen.txt',
  ]);
  const hits = await school.as(colleague).call(searchContract, { query: { q: 'Echsen' } });
  expect(JSON.stringify(hits)).toContain('Geteilt');

  for (const q of ['privat', 'geheim']) expect(await found(school, colleague, q)).toEqual([]);
  expect(await found(school, stranger, 'blatt')).toEqual([]);
  expect((await school.as(stranger).call(recentContract, { query: {} })).items).toEqual([]);
  // the owner finds it once, as their own
  expect((await found(school, owner, 'echsen')).map(({ space }) => space.sharedBy)).toEqual([undefined]);
});

test('what is shared twice, or lies in a course one belongs to, is found once', async () => {
  const { school, owner, colleague, course, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague));
  await share(material, { kind: 'course', id: course }, { mayChange: true });
  await share(sheets, person(colleague));
  expect((await found(school, colleague, 'blatt.txt')).map(({ id, mayChange }) => [id, mayChange])).toEqual([[fileId, true]]);
  const only = (q: string) => school.as(colleague).call(findContract, { query: { q, limit: 1 } });
  expect((await only('blätter')).next).toBeNull();

  const { id: inCourse } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Kursordner', part: 'hand_in' } });
  await share(inCourse, person(colleague));
  const { items, next } = await only('kursordner');
  const [entry] = items;
  expect(entry?.space).toMatchObject({ id: course, leads: true });
  expect(entry?.space.sharedBy).toBeUndefined();
  expect(next).toBeNull();
});

test('hand-ins, the bin and shares that are over are not found', async () => {
  const { school, owner, colleague, pupil, course, material, fileId, share } = await staffRoom();
  const { id: handIn } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  await upload(await school.as(pupil).client(), school.slug, 'Arbeit von Anna.txt', Buffer.from('x'), { folderId: handIn });
  const reader = await aPerson(school, { capacities: ['teacher'] });
  await aCourse(school, { teachers: [owner, reader], pupils: [] });
  await school.as(owner).call(shareContract, { params: { fileId: handIn }, body: { with: person(reader), mayChange: true, endsOn: null } });
  expect((await found(school, reader, 'abgabe')).map(({ id }) => id)).toEqual([handIn]);
  expect(await found(school, reader, 'arbeit')).toEqual([]);
  // not even as a gap on a page
  expect(await school.as(reader).call(findContract, { query: { q: 'a', limit: 1 } })).toMatchObject({
    items: [{ id: handIn }],
    next: null,
  });

  const { shareId } = await share(material, person(colleague), { endsOn: '2026-11-24' });
  expect(await found(school, colleague, 'blatt.txt')).toHaveLength(1);
  await school.as(owner).call(binContract, { body: { ids: [fileId] } });
  expect(await found(school, colleague, 'blatt.txt')).toEqual([]);
  expect(await found(school, colleague, 'material')).toHaveLength(1);
  school.at('2026-11-25T07:00:00Z');
  expect(await found(school, colleague, 'material')).toEqual([]);
  await school.as(owner).call(endShareContract, { params: { shareId } });
  expect(await found(school, colleague, 'material')).toEqual([]);
});

test('a shared file that was marked is among the favourites, also when its share is off the list', async () => {
  const { school, owner, colleague, material, fileId, share } = await staffRoom();
  const { shareId } = await share(material, person(colleague));
  const me = school.as(colleague);
  const marked = async () => (await me.call(favouritesContract, { query: {} })).items.map(({ id }) => id);
  await me.call(markContract, { params: { fileId }, body: { favourite: true } });
  expect(await marked()).toEqual([fileId]);
  await me.call(listedContract, { params: { shareId }, body: { listed: false } });
  expect(await marked()).toEqual([fileId]);
  await school.as(owner).call(endShareContract, { params: { shareId } });
  expect(await marked()).toEqual([]);
});

test('search, recent and favourites take as many statements with one shared file as with many', async () => {
  const { school, owner, colleague, material, sheets, share } = await staffRoom();
  await share(material, person(colleague));
  const me = school.as(colleague);
  const mark = (fileId: string) => me.call(markContract, { params: { fileId }, body: { favourite: true } });
  await mark(sheets);
  const counts = async () => [
    await me.counted(findContract, { query: { q: 'bla', limit: 10 } }),
    await me.counted(recentContract, { query: { limit: 10 } }),
    await me.counted(favouritesContract, { query: { limit: 10 } }),
    await me.counted(sharedWithMeContract, { query: { limit: 10 } }),
  ];
  const one = await counts();
  for (let count = 0; count < 12; count += 1) {
    const fileId = await aFile(school, owner, { name: `Blatt ${count}.txt` });
    await share(fileId, person(colleague));
    await mark(fileId);
  }
  const many = await counts();
  expect(many.map(({ statements }) => statements)).toEqual(one.map(({ statements }) => statements));
  expect(many.map(({ answer }) => answer.items.length)).toEqual([10, 10, 10, 10]);
});
