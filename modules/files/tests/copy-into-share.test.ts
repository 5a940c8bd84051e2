import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { endShareContract, listedContract, shareContract, sharedPlacesContract } from '../share/contract.ts';
import { binContract, copyContract, createFolderContract, folderContract, unbinContract } from '../tree/contract.ts';
import { setQuotaContract } from '../usage/contract.ts';
import { versionsContract } from '../versions/contract.ts';
import { aFile, aNewerVersion } from './build.ts';
import { person, read, staffRoom } from './staff-room.ts';
import { upload } from './tus-client.ts';

/** The folder Material of a teacher, shared for changing with a colleague who has a file of their own. */
async function withShare() {
  const room = await staffRoom();
  const { shareId } = await room.share(room.material, person(room.colleague), { mayChange: true });
  const mine = await aFile(room.school, room.colleague, { name: 'Blatt.txt', bytes: Buffer.from('meins') });
  const there = { spaceId: room.owner, folderId: room.sheets };
  const copy = (who: string, ids: string[], to: { spaceId: string; folderId: string | null } = there) =>
    room.school.as(who).call(copyContract, { body: { ids, ...to } });
  const placesOf = async (who: string) =>
    (await room.school.as(who).call(sharedPlacesContract, { query: {} })).items.map(({ name }) => name);
  const namesIn = async (who: string, folderId: string) =>
    (await room.school.as(who).call(folderContract, { query: { folderId } })).items.map(({ name }) => name);
  return { ...room, shareId, mine, there, copy, placesOf, namesIn };
}

test('a copy of one’s own file in a shared folder is its owner’s, takes their room, begins without versions, and is taken back by who made it', async () => {
  const { school, owner, colleague, sheets, mine, copy } = await withShare();
  await aNewerVersion(school, colleague, 'Blatt.txt', Buffer.from('meins, neu'));
  const roomOf = async (who: string) => (await school.as(who).call(roomContract, { query: {} })).usedBytes;
  const before = [await roomOf(owner), await roomOf(colleague)];
  const told = (await school.events('files.changed')).length;

  const { items } = await copy(colleague, [mine]);

  expect(items).toEqual([{ id: expect.any(String), name: 'Blatt (2).txt' }]);
  expect((await school.events('files.changed')).slice(told)).toEqual([{ folderIds: [sheets] }]);
  const id = items[0]?.id ?? '';
  for (const who of [owner, colleague]) expect((await read(school, who, id)).body).toBe('meins, neu');
  expect((await school.as(owner).call(versionsContract, { params: { fileId: id }, query: {} })).items).toEqual([]);
  expect([await roomOf(owner), await roomOf(colleague)]).toEqual([(before[0] ?? 0) + 10, before[1]]);
  const shown = await school.as(owner).call(folderContract, { query: { folderId: sheets } });
  expect(shown.items.find((entry) => entry.id === id)?.by).toEqual(expect.any(String));
  // the way back the page offers
  await school.as(colleague).call(binContract, { body: { ids: [id] } });
  await school.as(colleague).call(unbinContract, { body: { ids: [id] } });
  expect((await read(school, colleague, mine)).body).toBe('meins, neu');
});

test('a course’s folder is copied into a share with what one sees in it, without what others have handed in', async () => {
  const { school, owner, pupil, material, sheets, share, copy, namesIn } = await withShare();
  await share(material, person(pupil), { mayChange: true });
  const classmate = await aPerson(school, { capacities: ['pupil'] });
  const course = await aCourse(school, { teachers: [owner], pupils: [pupil, classmate] });
  const body = { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' as const };
  const { id: handIn } = await school.as(owner).call(createFolderContract, { body });
  for (const who of [pupil, classmate])
    await upload(await school.as(who).client(), school.slug, who === pupil ? 'Meins.txt' : 'Anderes.txt', Buffer.from('x'), {
      folderId: handIn,
    });

  const { items } = await copy(pupil, [handIn]);
  expect(await namesIn(owner, sheets)).toEqual(['Abgabe', 'Blatt.txt']);
  expect(await namesIn(owner, items[0]?.id ?? '')).toEqual(['Meins.txt']);
});

test('what is found harmful stays locked in the copy, and where the owner has no room nothing is copied', async () => {
  const { school, owner, colleague, sheets, mine, copy, namesIn } = await withShare();
  await school.write((db) => sql`update files.file set state = 'locked' where school_id = ${db.schoolId} and id = ${mine}`.execute(db));
  const { items } = await copy(colleague, [mine]);
  for (const who of [owner, colleague]) expect((await read(school, who, items[0]?.id ?? '')).statusCode).toBe(423);

  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const set = (spaceId: string, megabytes: number) => school.as(admin).call(setQuotaContract, { params: { spaceId }, body: { megabytes } });
  await set(owner, 0);
  await expect(copy(colleague, [mine])).rejects.toMatchObject({ status: 413, code: 'files.quota_full' });
  expect(await namesIn(owner, sheets)).toEqual(['Blatt.txt', 'Blatt (2).txt']);
  // the room of who copies is not asked for
  await set(owner, 1);
  await set(colleague, 0);
  await copy(colleague, [mine]);
});

test('a folder copied into itself within a share comes once, and what is shared is copied into one’s own files', async () => {
  const { school, owner, colleague, material, sheets, fileId, copy, namesIn } = await withShare();
  await copy(colleague, [sheets], { spaceId: owner, folderId: sheets });
  expect(await namesIn(owner, sheets)).toEqual(['Blätter', 'Blatt.txt']);
  await copy(colleague, [material], { spaceId: owner, folderId: material });
  expect(await namesIn(owner, material)).toEqual(['Blätter', 'Material']);

  const { items } = await copy(colleague, [fileId], { spaceId: colleague, folderId: null });
  expect(items).toMatchObject([{ name: 'Blatt (2).txt' }]);
  expect((await read(school, colleague, items[0]?.id ?? '')).body).toBe('Blatt');
  expect((await read(school, owner, items[0]?.id ?? '')).statusCode).toBe(404);
});

test('nobody copies to where they only read, or to what is not, or not any more, shared with them', async () => {
  const { school, owner, colleague, pupil, stranger, outside, material, sheets, shareId, mine, share, there, copy, namesIn } =
    await withShare();
  await share(material, person(pupil));
  const own = await aFile(school, pupil);
  await expect(copy(pupil, [own])).rejects.toMatchObject({ status: 403, code: 'files.read_only', data: { name: 'Blätter' } });
  for (const to of [
    { spaceId: owner, folderId: outside },
    { spaceId: owner, folderId: null },
    { spaceId: owner, folderId: newId() },
    { spaceId: colleague, folderId: sheets },
  ])
    await expect(copy(colleague, [mine], to)).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  await expect(copy(colleague, [own])).rejects.toMatchObject({ status: 404 });
  await expect(copy(stranger, [await aFile(school, stranger)])).rejects.toMatchObject({ status: 404 });

  const other = await testSchool();
  const outsider = await aPerson(other, { capacities: ['teacher'] });
  const ids = [await aFile(other, outsider)];
  await expect(other.as(outsider).call(copyContract, { body: { ids, ...there } })).rejects.toMatchObject({ status: 404 });
  const theirs = (await other.as(outsider).call(createFolderContract, { body: { spaceId: outsider, folderId: null, name: 'Fern' } })).id;
  await expect(copy(colleague, [mine], { spaceId: outsider, folderId: theirs })).rejects.toMatchObject({ status: 404 });
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  await expect(copy(guardian, [mine])).rejects.toMatchObject({ status: 403 });
  const url = `/api/${school.slug}/files/copies`;
  expect((await anonymous().raw({ method: 'POST', url, payload: JSON.stringify({ ids: [mine], ...there }) })).statusCode).toBe(401);

  await school.as(owner).call(endShareContract, { params: { shareId } });
  await expect(copy(colleague, [mine])).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  expect(await namesIn(owner, sheets)).toEqual(['Blatt.txt']);
});

test('a pupil copies nothing into what their course only reads, whatever is shared with them besides', async () => {
  const { school, owner, pupil, course, copy, placesOf } = await withShare();
  const { id: reading } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Lesestoff', part: 'read' } });
  await school.as(owner).call(shareContract, { params: { fileId: reading }, body: { with: person(pupil), mayChange: true, endsOn: null } });
  expect(await placesOf(pupil)).toEqual([]);
  await expect(copy(pupil, [await aFile(school, pupil)], { spaceId: course, folderId: reading })).rejects.toMatchObject({
    code: 'files.read_only',
  });
});

test('offered as places are folders shared for changing, each once and by name: not what is read, off the list, ended, deleted or one’s own', async () => {
  const { school, owner, colleague, pupil, stranger, course, outside, material, sheets, shareId, fileId, share, placesOf } =
    await withShare();
  await share(material, { kind: 'course', id: course }, { mayChange: true });
  await share(fileId, person(colleague));
  await share(sheets, person(colleague));
  expect((await school.as(colleague).call(sharedPlacesContract, { query: {} })).items).toEqual([
    {
      id: material,
      name: 'Material',
      space: {
        id: owner,
        kind: 'own',
        name: null,
        subject: null,
        leads: false,
        mayAdd: false,
        sharedBy: expect.any(String),
      },
    },
  ]);
  await share(sheets, person(colleague), { mayChange: true, endsOn: '2026-11-24' });
  expect(await placesOf(colleague)).toEqual(['Blätter', 'Material']);
  const first = await school.as(colleague).call(sharedPlacesContract, { query: { limit: 1 } });
  const rest = await school.as(colleague).call(sharedPlacesContract, { query: { limit: 1, cursor: first.next ?? '' } });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([sheets, material]);
  expect(rest.next).toBeNull();
  for (const who of [owner, stranger]) expect(await placesOf(who)).toEqual([]);
  expect(await placesOf(pupil)).toEqual(['Material']);

  school.at('2026-11-25T07:00:00Z');
  expect(await placesOf(colleague)).toEqual(['Material']);
  await school.as(colleague).call(listedContract, { params: { shareId }, body: { listed: false } });
  expect(await placesOf(colleague)).toEqual(['Material']); // the course still stands on the list
  await share(material, { kind: 'course', id: course }, { mayChange: false });
  expect(await placesOf(colleague)).toEqual([]);
  await school.as(colleague).call(listedContract, { params: { shareId }, body: { listed: true } });
  expect(await placesOf(colleague)).toEqual(['Material']);
  await school.as(owner).call(binContract, { body: { ids: [outside] } });
  expect(await placesOf(colleague)).toEqual([]);
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  await expect(placesOf(guardian)).rejects.toMatchObject({ status: 403 });
});

test('copying into a share, and the list of places, take as many statements with thirty as with one', async () => {
  const { school, owner, colleague, mine, there, share } = await withShare();
  const counts = async (ids: string[]) => [
    (await school.as(colleague).counted(copyContract, { body: { ids, ...there } })).statements,
    (await school.as(colleague).counted(sharedPlacesContract, { query: {} })).statements,
  ];
  const one = await counts([mine]);
  const ids = [mine];
  for (let count = 0; count < 29; count += 1) {
    ids.push(await aFile(school, colleague));
    const body = { spaceId: owner, folderId: null, name: `Ordner ${count}` };
    await share((await school.as(owner).call(createFolderContract, { body })).id, person(colleague), { mayChange: true });
  }
  expect(await counts(ids)).toEqual(one);
  expect((await school.as(colleague).call(sharedPlacesContract, { query: {} })).items).toHaveLength(30);
});
