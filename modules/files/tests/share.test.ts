import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract } from '../contract.ts';
import {
  endShareContract,
  shareContract,
  sharedByMeContract,
  sharedWithMeContract,
  sharesContract,
  shareTargetsContract,
} from '../share/contract.ts';
import { binContract, copyContract, createFolderContract, folderContract, moveContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { person, read, staffRoom } from './staff-room.ts';
import { upload } from './tus-client.ts';
import { contentsOfZip } from './zip-build.ts';

test('who something is shared with finds it in a list, reads it down to its files, and sees nothing above it', async () => {
  const { school, owner, colleague, outside, material, sheets, fileId, secret, share } = await staffRoom();
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);
  await share(material, person(colleague));

  const list = await school.as(colleague).call(sharedWithMeContract, { query: {} });
  expect(list.items).toMatchObject([{ entryId: material, kind: 'folder', name: 'Material', mayChange: false }]);
  const shown = await school.as(colleague).call(folderContract, { query: { folderId: sheets } });
  expect(shown.trail.map(({ name }) => name)).toEqual(['Material', 'Blätter']);
  expect(shown.space).toMatchObject({ id: owner, sharedBy: list.items[0]?.by, leads: false, mayAdd: false });
  expect(shown.mayAdd).toBe(false);
  expect(shown.items).toMatchObject([{ name: 'Blatt.txt', mayChange: false }]);
  expect((await read(school, colleague, fileId)).body).toBe('Blatt');

  for (const id of [outside, secret]) expect((await read(school, colleague, id)).statusCode).toBe(404);
  await expect(school.as(colleague).call(folderContract, { query: { folderId: outside } })).rejects.toMatchObject({ status: 404 });
  await expect(school.as(colleague).call(folderContract, { query: { spaceId: owner } })).rejects.toMatchObject({ status: 404 });
  expect(await school.events('files.shared')).toMatchObject([{ personId: colleague }]);
});

test('what is shared is taken as a zip, with nothing above or beside it, and not any more when the share is over', async () => {
  const { school, owner, colleague, stranger, outside, material, sheets, fileId, secret, share } = await staffRoom();
  const zipOf = async (who: string, ...ids: string[]) =>
    (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/files/zip?ids=${ids.join()}` });
  const { shareId } = await share(material, person(colleague));
  expect(await contentsOfZip((await zipOf(colleague, material)).rawPayload)).toEqual({
    'Material/': '',
    'Material/Blätter/': '',
    'Material/Blätter/Blatt.txt': 'Blatt',
  });
  expect(Object.keys(await contentsOfZip((await zipOf(colleague, sheets, fileId)).rawPayload))).toEqual([
    'Blätter/',
    'Blatt.txt',
    'Blätter/Blatt.txt',
  ]);
  for (const ids of [[outside], [secret], [material, secret]]) expect((await zipOf(colleague, ...ids)).statusCode).toBe(404);
  expect((await zipOf(stranger, material)).statusCode).toBe(404);
  await school.as(owner).call(endShareContract, { params: { shareId } });
  expect((await zipOf(colleague, material)).statusCode).toBe(404);
});

test('only reading means only reading: nothing is added, renamed, moved, deleted or shared on', async () => {
  const { school, colleague, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague));
  const me = school.as(colleague);
  const attempts = [
    () => me.call(renameContract, { params: { fileId }, body: { name: 'anders.txt' } }),
    () =>
      me
        .call(createFolderContract, { body: { spaceId: colleague, folderId: null, name: 'ok' } })
        .then(({ id }) => me.call(moveContract, { body: { ids: [fileId], spaceId: colleague, folderId: id } })),
    () => me.call(binContract, { body: { ids: [fileId] } }),
    () => me.call(shareContract, { params: { fileId }, body: { with: person(colleague), mayChange: false, endsOn: null } }),
    () => me.call(sharesContract, { params: { fileId: material }, query: {} }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403 });
  await expect(upload(await me.client(), school.slug, 'x.txt', Buffer.from('x'), { folderId: sheets })).rejects.toThrow('files.read_only');
  const { items } = await me.call(copyContract, { body: { ids: [material], spaceId: colleague, folderId: null } });
  expect(items).toMatchObject([{ name: 'Material' }]);
});

test('with the right to change one adds, renames and replaces within the folder; the folder itself and the rest stay the owner’s', async () => {
  const { school, owner, colleague, material, sheets, fileId, share } = await staffRoom();
  await share(material, person(colleague), { mayChange: true });
  const me = school.as(colleague);
  const client = await me.client();
  await upload(client, school.slug, 'Neu.txt', Buffer.from('neu'), { folderId: sheets, spaceId: owner });
  await upload(client, school.slug, 'Blatt.txt', Buffer.from('neue Fassung'), { folderId: sheets, spaceId: owner, replace: '1' });
  await me.call(renameContract, { params: { fileId }, body: { name: 'Blatt 1.txt' } });
  const inner = await me.call(createFolderContract, { body: { spaceId: owner, folderId: sheets, name: 'Lösungen' } });
  await me.call(moveContract, { body: { ids: [fileId], spaceId: owner, folderId: inner.id } });

  const { items } = await school.as(owner).call(folderContract, { query: { folderId: sheets } });
  expect(items.map(({ name }) => name)).toEqual(['Lösungen', 'Neu.txt']);
  expect((await read(school, owner, fileId)).body).toBe('neue Fassung');
  expect((await school.as(colleague).call(folderContract, { query: {} })).items).toEqual([]);

  for (const attempt of [
    () => me.call(renameContract, { params: { fileId: material }, body: { name: 'x' } }),
    () => me.call(binContract, { body: { ids: [material] } }),
    () => me.call(moveContract, { body: { ids: [fileId], spaceId: colleague, folderId: null } }),
  ])
    await expect(attempt()).rejects.toMatchObject({ status: 403, code: 'files.read_only' });
  await expect(share(fileId, person(colleague), { mayChange: true })).rejects.toMatchObject({ code: 'files.only_folders_change' });
});

test('a share ends by its day, by its maker, with the bin, with the person who made it, and with the group', async () => {
  const { school, owner, colleague, pupil, course, material, fileId, share } = await staffRoom();
  const { shareId } = await share(material, person(colleague), { endsOn: '2026-11-24' });
  expect((await read(school, colleague, fileId)).statusCode).toBe(200);
  school.at('2026-11-25T07:00:00Z');
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);
  expect((await school.as(colleague).call(sharedWithMeContract, { query: {} })).items).toEqual([]);
  expect((await school.as(owner).call(sharedByMeContract, { query: {} })).items).toHaveLength(1);

  await share(material, person(colleague));
  expect((await read(school, colleague, fileId)).statusCode).toBe(200);
  await expect(school.as(colleague).call(endShareContract, { params: { shareId } })).rejects.toMatchObject({ status: 404 });
  await school.as(owner).call(endShareContract, { params: { shareId } });
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);

  await share(material, { kind: 'course', id: course });
  expect((await read(school, pupil, fileId)).statusCode).toBe(200);
  await school.write((db) => sql`update courses.member set valid_to = '2026-11-24' where school_id = ${db.schoolId}`.execute(db));
  expect((await read(school, pupil, fileId)).statusCode).toBe(404);
  expect((await read(school, colleague, fileId)).statusCode).toBe(200);
  await school.write((db) =>
    sql`update people.person set status = 'suspended' where school_id = ${db.schoolId} and id = ${owner}`.execute(db),
  );
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);
  await school.write((db) =>
    sql`update people.person set status = 'active' where school_id = ${db.schoolId} and id = ${owner}`.execute(db),
  );
  await school.as(owner).call(binContract, { body: { ids: [material] } });
  expect((await read(school, colleague, fileId)).statusCode).toBe(404);
});

test('one shares only with whom one has a group or course, and names of others are not told', async () => {
  const { school, owner, colleague, pupil, stranger, course, material, share } = await staffRoom();
  const { items } = await school.as(owner).call(shareTargetsContract, { query: {} });
  expect(items.map(({ id }) => id).sort()).toEqual([colleague, course, pupil].sort());
  for (const target of [
    person(stranger),
    person(newId()),
    { kind: 'course' as const, id: newId() },
    { kind: 'group' as const, id: course },
  ])
    await expect(share(material, target)).rejects.toMatchObject({ status: 404 });
  const other = await testSchool();
  const outsider = await aPerson(other);
  await expect(share(material, person(outsider))).rejects.toMatchObject({ status: 404 });
  await expect(share(material, person(colleague), { endsOn: '2026-11-22' })).rejects.toMatchObject({ code: 'files.ends_too_early' });
  await expect(
    school
      .as(stranger)
      .call(shareContract, { params: { fileId: material }, body: { with: person(owner), mayChange: false, endsOn: null } }),
  ).rejects.toMatchObject({ status: 404 });
});

test('what members hand in is never shared, and members share nothing of a space they do not lead', async () => {
  const { school, owner, colleague, pupil, course } = await staffRoom();
  const handIn = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  const handed = await upload(await school.as(pupil).client(), school.slug, 'Arbeit.txt', Buffer.from('x'), { folderId: handIn.id });
  const [reader] = [await aPerson(school, { capacities: ['teacher'] })];
  await aCourse(school, { teachers: [owner, reader], pupils: [] });
  const wish = { with: person(reader), mayChange: false, endsOn: null };
  await school.as(owner).call(shareContract, { params: { fileId: handIn.id }, body: wish });
  expect((await school.as(reader).call(folderContract, { query: { folderId: handIn.id } })).items).toEqual([]);
  expect((await read(school, reader, handed)).statusCode).toBe(404);
  await expect(school.as(owner).call(shareContract, { params: { fileId: handed }, body: wish })).rejects.toMatchObject({
    code: 'files.not_yours_to_share',
  });
  await expect(
    school.as(pupil).call(shareContract, { params: { fileId: handIn.id }, body: { ...wish, with: person(colleague) } }),
  ).rejects.toMatchObject({ code: 'files.not_yours_to_share' });
});

test('without a session and for guardians there is nothing to share', async () => {
  const { school, material } = await staffRoom();
  const url = `/api/${school.slug}/files/${material}/shares`;
  expect((await anonymous().raw({ method: 'GET', url })).statusCode).toBe(401);
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  await expect(school.as(guardian).call(sharedWithMeContract, { query: {} })).rejects.toMatchObject({ status: 403 });
  await expect(school.as(guardian).call(shareTargetsContract, { query: {} })).rejects.toMatchObject({ status: 403 });
});

test('every list takes as many statements with one as with thirty', async () => {
  const { school, owner, colleague, course, material, share } = await staffRoom();
  await share(material, person(colleague));
  const counts = async () => [
    (await school.as(owner).counted(sharesContract, { params: { fileId: material }, query: {} })).statements,
    (await school.as(owner).counted(sharedByMeContract, { query: {} })).statements,
    (await school.as(colleague).counted(sharedWithMeContract, { query: {} })).statements,
    (await school.as(owner).counted(shareTargetsContract, { query: {} })).statements,
  ];
  const one = await counts();
  await share(material, { kind: 'course', id: course });
  for (let count = 0; count < 29; count += 1) await share(await aFile(school, owner), person(colleague));
  expect(await counts()).toEqual(one);
  expect((await school.as(colleague).call(sharedWithMeContract, { query: { limit: 200 } })).items).toHaveLength(31);
});
