import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract, roomContract } from '../contract.ts';
import { live } from '../live.ts';
import { endShareContract, shareContract } from '../share/contract.ts';
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
import { unpackContract } from '../unpack/contract.ts';
import { restoreVersionContract, versionsContract } from '../versions/contract.ts';
import { aFile } from './build.ts';
import { person, read, staffRoom } from './staff-room.ts';
import { upload } from './tus-client.ts';
import { aZip } from './zip-build.ts';

test('what is deleted in a share lies in its owner’s bin, says by whom, and comes back from there', async () => {
  const { school, owner, colleague, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  const me = school.as(colleague);
  await me.call(binContract, { body: { ids: [sheets] } });
  expect((await me.call(folderContract, { query: { folderId: material } })).items).toEqual([]);
  for (const who of [owner, colleague]) expect((await read(school, who, fileId)).statusCode).toBe(404);

  expect((await me.call(binListContract, { query: {} })).items).toEqual([]);
  await expect(me.call(binListContract, { query: { spaceId: owner } })).rejects.toMatchObject({ status: 404 });
  await expect(me.call(emptyBinContract, { body: { spaceId: owner } })).rejects.toMatchObject({ status: 404 });
  const { items } = await school.as(owner).call(binListContract, { query: {} });
  expect(items).toMatchObject([{ id: sheets, name: 'Blätter', folderName: 'Material', sizeBytes: 5 }]);
  const { by } = items[0] ?? {};
  expect(by).toEqual(expect.any(String));

  await school.as(owner).call(unbinContract, { body: { ids: [sheets] } });
  for (const who of [owner, colleague]) expect((await read(school, who, fileId)).body).toBe('Blatt');
  await school.as(owner).call(binContract, { body: { ids: [fileId] } });
  expect((await school.as(owner).call(binListContract, { query: {} })).items).toMatchObject([{ id: fileId, by: null }]);
});

test('who deleted something in a share takes that back as long as they may change it; what others deleted they do not', async () => {
  const { school, owner, colleague, pupil, course, material, sheets, fileId, share } = await staffRoom();
  const { shareId } = await share(material, person(colleague), { mayChange: true });
  await share(material, { kind: 'course', id: course }, { mayChange: true });
  const me = school.as(colleague);
  await me.call(binContract, { body: { ids: [fileId] } });
  await upload(await me.client(), school.slug, 'Blatt.txt', Buffer.from('neu'), { folderId: sheets, spaceId: owner });
  await expect(school.as(pupil).call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  const back = await me.call(unbinContract, { body: { ids: [fileId] } });
  expect(back.items).toEqual([{ id: fileId, name: 'Blatt (2).txt' }]);

  await school.as(owner).call(binContract, { body: { ids: [fileId] } });
  await expect(me.call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  await school.as(owner).call(unbinContract, { body: { ids: [fileId] } });

  await school.as(pupil).call(binContract, { body: { ids: [fileId] } });
  await share(material, { kind: 'course', id: course });
  await expect(school.as(pupil).call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ code: 'files.read_only' });
  await school.as(owner).call(unbinContract, { body: { ids: [fileId] } });

  await me.call(binContract, { body: { ids: [fileId] } });
  await school.as(owner).call(endShareContract, { params: { shareId } });
  await expect(me.call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ code: 'files.read_only' });
  await share(material, person(colleague), { mayChange: true });
  // the folder it lay in is gone: only who owns the bin brings both back
  await school.as(owner).call(binContract, { body: { ids: [sheets] } });
  await expect(me.call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  await expect(me.call(unbinContract, { body: { ids: [sheets] } })).rejects.toMatchObject({ status: 404 });
});

test('what is shared itself, what is only read, and what lies outside is not deleted; nobody else deletes anything', async () => {
  const { school, owner, colleague, pupil, stranger, outside, material, sheets, fileId, secret, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  await share(material, person(pupil));
  const bin = (who: string, ...ids: string[]) => school.as(who).call(binContract, { body: { ids } });
  await expect(bin(colleague, material)).rejects.toMatchObject({ code: 'files.read_only', data: { name: 'Material' } });
  await expect(bin(colleague, sheets, material)).rejects.toMatchObject({ code: 'files.read_only' });
  for (const id of [outside, secret]) await expect(bin(colleague, id)).rejects.toMatchObject({ status: 404 });
  await expect(bin(colleague, fileId, secret)).rejects.toMatchObject({ status: 404 });
  await expect(bin(pupil, fileId)).rejects.toMatchObject({ code: 'files.read_only' });
  await expect(bin(stranger, fileId)).rejects.toMatchObject({ status: 404 });
  const other = await testSchool();
  await expect(other.as(await aPerson(other)).call(binContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  expect((await read(school, owner, fileId)).body).toBe('Blatt');
  expect((await school.as(owner).call(binListContract, { query: {} })).items).toEqual([]);
});

test('of a folder and one in it that are both shared for changing, the inner one is changed like all that lies in the outer', async () => {
  const { school, owner, colleague, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  await share(sheets, person(colleague), { mayChange: true });
  const me = school.as(colleague);
  const shown = await me.call(folderContract, { query: { folderId: sheets } });
  expect(shown.trail.map(({ name }) => name)).toEqual(['Material', 'Blätter']);
  await me.call(moveContract, { body: { ids: [fileId], spaceId: owner, folderId: material } });
  await me.call(renameContract, { params: { fileId: sheets }, body: { name: 'Leer' } });
  await me.call(binContract, { body: { ids: [sheets] } });
  expect((await me.call(folderContract, { query: { folderId: material } })).items.map(({ name }) => name)).toEqual(['Blatt.txt']);
});

test('in a hand-in folder that is shared for changing, one adds for all and deletes no folder, in which hand-ins may lie unseen', async () => {
  const { school, owner, course, pupil } = await staffRoom();
  const { id: handIn } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  const { id: inner } = await school.as(owner).call(createFolderContract, { body: { spaceId: course, folderId: handIn, name: 'Montag' } });
  const handed = await upload(await school.as(pupil).client(), school.slug, 'Anna.txt', Buffer.from('x'), { folderId: inner });
  const helper = await aPerson(school, { capacities: ['teacher'] });
  await aCourse(school, { teachers: [owner, helper], pupils: [] });
  await school.as(owner).call(shareContract, { params: { fileId: handIn }, body: { with: person(helper), mayChange: true, endsOn: null } });

  const me = school.as(helper);
  await expect(me.call(binContract, { body: { ids: [inner] } })).rejects.toMatchObject({ code: 'files.read_only' });
  const sheet = await upload(await me.client(), school.slug, 'Blatt.txt', Buffer.from('für alle'), { folderId: inner, spaceId: course });
  expect((await me.call(folderContract, { query: { folderId: inner } })).items).toMatchObject([{ id: sheet, handedIn: false }]);
  expect((await read(school, pupil, sheet)).body).toBe('für alle');
  await me.call(binContract, { body: { ids: [sheet] } });
  expect((await read(school, pupil, handed)).body).toBe('x');
  await me.call(unbinContract, { body: { ids: [sheet] } });
  expect((await read(school, pupil, sheet)).statusCode).toBe(200);
});

test('in a share one unpacks, copies into it, and brings earlier versions back; all of it is the owner’s and takes their room', async () => {
  const { school, owner, colleague, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  const me = school.as(colleague);
  const client = await me.client();
  const there = { folderId: sheets, spaceId: owner };
  const roomOf = async (who: string) => (await school.as(who).call(roomContract, { query: {} })).usedBytes;
  const [ownBefore, theirsBefore] = [await roomOf(colleague), await roomOf(owner)];
  const zipId = await upload(client, school.slug, 'Paket.zip', await aZip({ 'a/eins.txt': 'eins' }), there);
  await me.call(unpackContract, { params: { fileId: zipId } });
  await school.settle();
  const mine = await aFile(school, colleague, { name: 'Meins.txt', bytes: Buffer.from('meins') });
  await me.call(copyContract, { body: { ids: [mine], ...there } });
  await upload(client, school.slug, 'Blatt.txt', Buffer.from('neu'), { ...there, replace: '1' });
  const { items: versions } = await me.call(versionsContract, { params: { fileId }, query: {} });
  await me.call(restoreVersionContract, { params: { fileId, versionId: versions[0]?.id ?? '' } });

  const { items } = await school.as(owner).call(folderContract, { query: { folderId: sheets } });
  expect(items.map(({ name }) => name)).toEqual(['Paket', 'Blatt.txt', 'Meins.txt', 'Paket.zip']);
  expect((await read(school, owner, fileId)).body).toBe('Blatt');
  expect(await roomOf(colleague)).toBe(ownBefore + 5);
  expect(await roomOf(owner)).toBeGreaterThan(theirsBefore + 5);
});

test('who puts something into somebody’s folder is named there, its owner is not', async () => {
  const { school, owner, colleague, material, sheets, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  await upload(await school.as(colleague).client(), school.slug, 'Neu.txt', Buffer.from('neu'), { folderId: sheets, spaceId: owner });
  for (const who of [owner, colleague])
    expect((await school.as(who).call(folderContract, { query: { folderId: sheets } })).items.map(({ name, by }) => [name, by])).toEqual([
      ['Blatt.txt', null],
      ['Neu.txt', expect.any(String)],
    ]);
});

test('who sees a shared folder is told to look again when something in it changes, and nobody else', async () => {
  const { school, colleague, stranger, outside, material, sheets, fileId, share } = await staffRoom();
  const folder = live.find(({ name }) => name === 'folder');
  const mayFollow = async (who: string, id: string) => {
    const caller = { personId: who, context: 'work', permissions: new Set(['files.keep_own']) };
    // what the topic asks of a request
    const ctx = { ...school.ctx(), caller } as unknown as Parameters<NonNullable<typeof folder>['mayFollow']>[0];
    return school.write(async (db) => folder?.mayFollow(ctx, db, id));
  };
  expect(await mayFollow(colleague, sheets)).toBe(false);
  await share(material, person(colleague));
  expect(await Promise.all([material, sheets, outside, fileId].map((id) => mayFollow(colleague, id)))).toEqual([true, true, false, false]);
  expect(await mayFollow(stranger, sheets)).toBe(false);
});
