import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { endShareContract, listedContract, shareContract, sharedPlacesContract } from '../share/contract.ts';
import { binContract, copyContract, createFolderContract, folderContract } from '../tree/contract.ts';
import { setQuotaContract } from '../usage/contract.ts';
import { aFile } from './build.ts';
import { person, read, staffRoom } from './staff-room.ts';

const gone = { status: 404, code: 'kernel.not_found' };

/** One file of a teacher, Blatt.txt, shared with a colleague for reading; nothing around it is. */
async function oneSharedFile() {
  const room = await staffRoom();
  const { school, owner, colleague, fileId } = room;
  const { shareId } = await room.share(fileId, person(colleague));
  const own = { spaceId: colleague, folderId: null };
  const copy = (who: string, ids: string[], to: { spaceId: string; folderId: string | null } = own) =>
    school.as(who).call(copyContract, { body: { ids, ...to } });
  const end = () => school.as(owner).call(endShareContract, { params: { shareId } });
  const namesIn = async (who: string, where: { spaceId?: string; folderId?: string } = {}) =>
    (await school.as(who).call(folderContract, { query: where })).items.map(({ name }) => name);
  /** All rows and all room of a school, whoever's: what is half done would show. */
  const stored = () =>
    school.write(async (db) => {
      const { rows } = await sql<{ entries: number; files: number; bytes: number }>`select
        (select count(*)::int from files.entry where school_id = ${db.schoolId}) as entries, count(*)::int as files, sum(f.size_bytes)::int as bytes
        from files.file f where f.school_id = ${db.schoolId}`.execute(db);
      return { ...rows[0], told: (await school.events('files.changed')).length };
    });
  return { ...room, shareId, own, copy, end, namesIn, stored };
}

test('a single file one may only read is copied into one’s own files, takes one’s own room, and stays when the share is over', async () => {
  const { school, owner, colleague, sheets, fileId, copy, end, namesIn } = await oneSharedFile();
  const roomOf = async (who: string) => (await school.as(who).call(roomContract, { query: {} })).usedBytes;
  const before = [await roomOf(owner), await roomOf(colleague)];

  const { items } = await copy(colleague, [fileId]);

  expect(items).toEqual([{ id: expect.any(String), name: 'Blatt.txt' }]);
  const id = items[0]?.id ?? '';
  expect(id).not.toBe(fileId);
  expect([await roomOf(owner), await roomOf(colleague)]).toEqual([before[0], (before[1] ?? 0) + 5]);
  const [shown] = (await school.as(colleague).call(folderContract, { query: {} })).items;
  expect(shown).toMatchObject({ id, by: null, mayChange: true, versions: 0 });
  expect((await copy(colleague, [fileId])).items).toMatchObject([{ name: 'Blatt (2).txt' }]);
  await end();
  expect((await read(school, colleague, id)).body).toBe('Blatt');
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);
  expect((await read(school, owner, id)).statusCode).toBe(404);
  expect(await namesIn(owner, { folderId: sheets })).toEqual(['Blatt.txt']);
});

test('it is copied into a course one leads and into what others share for changing, also when it is off one’s list', async () => {
  const { school, owner, colleague, stranger, shareId, fileId, copy, namesIn } = await oneSharedFile();
  const course = await aCourse(school, { teachers: [colleague], pupils: [stranger] });
  await copy(colleague, [fileId], { spaceId: course, folderId: null });
  expect(await namesIn(stranger, { spaceId: course })).toEqual(['Blatt.txt']);
  expect((await school.as(stranger).call(folderContract, { query: { spaceId: course } })).mayAdd).toBe(false);

  const { id: open } = await school.as(owner).call(createFolderContract, { body: { spaceId: owner, folderId: null, name: 'Zum Ablegen' } });
  await school
    .as(owner)
    .call(shareContract, { params: { fileId: open }, body: { with: person(colleague), mayChange: true, endsOn: null } });
  await school.as(colleague).call(listedContract, { params: { shareId }, body: { listed: false } });
  await copy(colleague, [fileId], { spaceId: owner, folderId: open });
  expect(await namesIn(owner, { folderId: open })).toEqual(['Blatt.txt']);
});

test('nobody copies a file that is not shared with them, and nobody copies it to where they may not add', async () => {
  const { school, owner, colleague, pupil, stranger, course, sheets, secret, fileId, copy, stored } = await oneSharedFile();
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  const other = await testSchool();
  const outsider = await aPerson(other, { capacities: ['teacher'] });
  const lent = await aFile(other, outsider);
  const before = await stored();

  for (const who of [pupil, stranger]) await expect(copy(who, [fileId], { spaceId: who, folderId: null })).rejects.toMatchObject(gone);
  // what lies beside it is not shared; one that is none, or none of this school, looks the same
  for (const id of [secret, sheets, newId(), lent]) await expect(copy(colleague, [fileId, id])).rejects.toMatchObject(gone);
  await expect(other.as(outsider).call(copyContract, { body: { ids: [fileId], spaceId: outsider, folderId: null } })).rejects.toMatchObject(
    gone,
  );
  await expect(copy(guardian, [fileId], { spaceId: guardian, folderId: null })).rejects.toMatchObject({ status: 403 });
  const url = `/api/${school.slug}/files/copies`;
  const payload = JSON.stringify({ ids: [fileId], spaceId: colleague, folderId: null });
  expect((await anonymous().raw({ method: 'POST', url, payload })).statusCode).toBe(401);

  // to read it gives no place beside it, in nobody's own space and in no course
  for (const to of [
    { spaceId: owner, folderId: sheets },
    { spaceId: owner, folderId: null },
    { spaceId: owner, folderId: fileId },
    { spaceId: stranger, folderId: null },
  ])
    await expect(copy(colleague, [fileId], to)).rejects.toMatchObject(gone);
  expect(await stored()).toEqual(before);
  await school.as(owner).call(shareContract, { params: { fileId }, body: { with: person(pupil), mayChange: false, endsOn: null } });
  await expect(copy(pupil, [fileId], { spaceId: course, folderId: null })).rejects.toMatchObject({ status: 403, code: 'files.read_only' });
});

test('what was found harmful stays locked in the copy; without room of one’s own nothing is copied', async () => {
  const { school, colleague, fileId, copy, namesIn } = await oneSharedFile();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  await school.as(admin).call(setQuotaContract, { params: { spaceId: colleague }, body: { megabytes: 0 } });
  await expect(copy(colleague, [fileId])).rejects.toMatchObject({ status: 413, code: 'files.quota_full' });
  expect(await namesIn(colleague)).toEqual([]);
  await school.as(admin).call(setQuotaContract, { params: { spaceId: colleague }, body: { megabytes: 1 } });
  await school.write((db) => sql`update files.file set state = 'locked' where school_id = ${db.schoolId} and id = ${fileId}`.execute(db));
  const { items } = await copy(colleague, [fileId]);
  expect((await read(school, colleague, items[0]?.id ?? '')).statusCode).toBe(423);
});

test('a share that ends while one chooses where to: refused, nothing is half done, and another place is still to be had', async () => {
  const { school, owner, colleague, fileId, own, copy, end, namesIn, stored } = await oneSharedFile();
  const mine = await aFile(school, colleague, { name: 'Meins.txt' });
  const { id: open } = await school.as(owner).call(createFolderContract, { body: { spaceId: owner, folderId: null, name: 'Zum Ablegen' } });
  const { shareId: place } = await school
    .as(owner)
    .call(shareContract, { params: { fileId: open }, body: { with: person(colleague), mayChange: true, endsOn: null } });
  const there = { spaceId: owner, folderId: open };
  // the dialog is open: it has asked what lies there, and may add
  expect(await school.as(colleague).call(folderContract, { query: { folderId: open } })).toMatchObject({ mayAdd: true });
  const before = await stored();

  await end();
  await expect(copy(colleague, [fileId])).rejects.toMatchObject(gone);
  // not even what could be copied without it
  await expect(copy(colleague, [mine, fileId])).rejects.toMatchObject(gone);
  expect(await stored()).toEqual(before);

  await school.as(owner).call(endShareContract, { params: { shareId: place } });
  await expect(copy(colleague, [mine], there)).rejects.toMatchObject(gone);
  expect(await stored()).toEqual(before);
  // what the dialog asks again says the same, and offers the place no more
  await expect(school.as(colleague).call(folderContract, { query: { folderId: open } })).rejects.toMatchObject(gone);
  expect((await school.as(colleague).call(sharedPlacesContract, { query: {} })).items).toEqual([]);
  expect((await copy(colleague, [mine], own)).items).toMatchObject([{ name: 'Meins (2).txt' }]);
  expect(await namesIn(colleague)).toEqual(['Meins.txt', 'Meins (2).txt']);
});

test('a share whose last day passes, that turns to reading, or whose file is deleted meanwhile is refused as well', async () => {
  const { school, owner, colleague, fileId, share, copy, stored } = await oneSharedFile();
  const mine = await aFile(school, colleague);
  const { id: open } = await school.as(owner).call(createFolderContract, { body: { spaceId: owner, folderId: null, name: 'Zum Ablegen' } });
  await share(open, person(colleague), { mayChange: true });
  await share(open, person(colleague), { mayChange: false });
  const there = { spaceId: owner, folderId: open };
  await expect(copy(colleague, [mine], there)).rejects.toMatchObject({
    status: 403,
    code: 'files.read_only',
    data: { name: 'Zum Ablegen' },
  });
  expect(await school.as(colleague).call(folderContract, { query: { folderId: open } })).toMatchObject({ mayAdd: false });

  await share(fileId, person(colleague), { endsOn: '2026-11-24' });
  const before = await stored();
  school.at('2026-11-25T07:00:00Z');
  await expect(copy(colleague, [fileId])).rejects.toMatchObject(gone);
  await share(fileId, person(colleague));
  await school.as(owner).call(binContract, { body: { ids: [fileId] } });
  await expect(copy(colleague, [fileId])).rejects.toMatchObject(gone);
  expect({ ...(await stored()), told: 0 }).toEqual({ ...before, told: 0 });
});

test('a file is copied once or not at all, however copying and the end of its share meet', async () => {
  const { colleague, fileId, copy, end, namesIn } = await oneSharedFile();
  const [copied] = await Promise.allSettled([copy(colleague, [fileId]), end()]);
  expect(await namesIn(colleague)).toEqual(copied.status === 'fulfilled' ? ['Blatt.txt'] : []);
  await expect(copy(colleague, [fileId])).rejects.toMatchObject(gone);
});

test('copying single shared files takes as many statements for thirty as for one', async () => {
  const { school, owner, colleague, fileId, own, share } = await oneSharedFile();
  const counted = async (ids: string[]) => (await school.as(colleague).counted(copyContract, { body: { ids, ...own } })).statements;
  const one = await counted([fileId]);
  const ids = [fileId];
  for (let count = 0; count < 29; count += 1) {
    const id = await aFile(school, owner);
    await share(id, person(colleague));
    ids.push(id);
  }
  expect(await counted(ids)).toBe(one);
});
