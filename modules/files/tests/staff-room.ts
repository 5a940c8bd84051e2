import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { shareContract } from '../share/contract.ts';
import { createFolderContract } from '../tree/contract.ts';
import { upload } from './tus-client.ts';

/** A teacher with a folder Material/Blätter/Blatt.txt beside a private file; a colleague and a pupil in the same course, and a stranger. */
export async function staffRoom() {
  const school = await testSchool();
  const [owner, colleague] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const [pupil, stranger] = [await aPerson(school), await aPerson(school)];
  const course = await aCourse(school, { teachers: [owner, colleague], pupils: [pupil] });
  const folder = async (name: string, folderId: string | null) =>
    (await school.as(owner).call(createFolderContract, { body: { spaceId: owner, folderId, name } })).id;
  const outside = await folder('Privat', null);
  const material = await folder('Material', outside);
  const sheets = await folder('Blätter', material);
  const fileId = await upload(await school.as(owner).client(), school.slug, 'Blatt.txt', Buffer.from('Blatt'), { folderId: sheets });
  const secret = await upload(await school.as(owner).client(), school.slug, 'Geheim.txt', Buffer.from('geheim'), { folderId: outside });
  const share = (entryId: string, target: { kind: 'person' | 'group' | 'course'; id: string }, wish: object = {}) =>
    school.as(owner).call(shareContract, { params: { fileId: entryId }, body: { with: target, mayChange: false, endsOn: null, ...wish } });
  return { school, owner, colleague, pupil, stranger, course, outside, material, sheets, fileId, secret, share };
}

/** What somebody gets when they ask for the bytes of a file. */
export async function read(school: TestSchool, who: string, fileId: string) {
  return (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content` });
}

/** A person as the other side of a share. */
export const person = (id: string) => ({ kind: 'person' as const, id });
