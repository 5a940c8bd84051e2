import { expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { findContract, recentContract } from '../find/contract.ts';
import { endShareContract, listedContract, sharedByMeContract, sharedWithMeContract, sharesContract } from '../share/contract.ts';
import { person, read, staffRoom } from './staff-room.ts';

/** A folder shared with a course of a colleague and a pupil. */
async function withCourseShare() {
  const room = await staffRoom();
  const { shareId } = await room.share(room.material, { kind: 'course', id: room.course });
  const listOf = async (who: string, offList = false) =>
    (await room.school.as(who).call(sharedWithMeContract, { query: offList ? { offList } : {} })).items.map(({ name }) => name);
  const setListed = (who: string, listed: boolean, id = shareId) =>
    room.school.as(who).call(listedContract, { params: { shareId: id }, body: { listed } });
  return { ...room, shareId, listOf, setListed };
}

test('what somebody takes off their list is off theirs alone, stays shared, and goes back on it', async () => {
  const { school, owner, colleague, pupil, material, fileId, listOf, setListed } = await withCourseShare();
  const owned = async () =>
    JSON.stringify([
      await school.as(owner).call(sharedByMeContract, { query: {} }),
      await school.as(owner).call(sharesContract, { params: { fileId: material }, query: {} }),
    ]);
  const before = await owned();
  for (const _twice of [1, 2]) await setListed(colleague, false);
  expect([await listOf(colleague), await listOf(colleague, true), await listOf(pupil), await listOf(pupil, true)]).toEqual([
    [],
    ['Material'],
    ['Material'],
    [],
  ]);
  expect(await owned()).toBe(before);
  expect((await read(school, colleague, fileId)).body).toBe('Blatt');
  const seen = async (who: string) => [
    (await school.as(who).call(findContract, { query: { q: 'blatt.txt' } })).items.length,
    (await school.as(who).call(recentContract, { query: {} })).items.length,
  ];
  expect([await seen(colleague), await seen(pupil)]).toEqual([
    [0, 0],
    [1, 1],
  ]);

  for (const _twice of [1, 2]) await setListed(colleague, true);
  expect([await listOf(colleague), await listOf(colleague, true)]).toEqual([['Material'], []]);
});

test('who shares it again puts it back on the lists; another share of the same is not off them', async () => {
  const { colleague, course, material, listOf, setListed, share } = await withCourseShare();
  await setListed(colleague, false);
  await share(material, { kind: 'course', id: course }, { mayChange: true });
  expect(await listOf(colleague)).toEqual(['Material']);
  await setListed(colleague, false);
  await share(material, person(colleague));
  expect(await listOf(colleague)).toEqual(['Material']);
});

test('nobody takes off a list what is not shared with them: owner, stranger, other school, guardian, no session, ended', async () => {
  const { school, owner, colleague, stranger, shareId, setListed } = await withCourseShare();
  for (const who of [owner, stranger]) await expect(setListed(who, false)).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  const other = await testSchool();
  const outsider = await aPerson(other, { capacities: ['teacher'] });
  await expect(other.as(outsider).call(listedContract, { params: { shareId }, body: { listed: false } })).rejects.toMatchObject({
    status: 404,
  });
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  await expect(setListed(guardian, false)).rejects.toMatchObject({ status: 403 });
  const url = `/api/${school.slug}/files/shares/${shareId}/listed`;
  expect((await anonymous().raw({ method: 'PUT', url, payload: '{"listed":false}' })).statusCode).toBe(401);
  await school.as(owner).call(endShareContract, { params: { shareId } });
  for (const listed of [true, false]) await expect(setListed(colleague, listed)).rejects.toMatchObject({ status: 404 });
  expect(
    await school.write((db) => db.selectFrom('files.share_off_list').selectAll().where('school_id', '=', school.id).execute()),
  ).toEqual([]);
});
