import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { favouritesContract, findContract, markContract, recentContract } from '../find/contract.ts';
import { binContract, createFolderContract } from '../tree/contract.ts';
import { usageContract } from '../usage/contract.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';

test('search, recent and favourites go through all spaces one may see, and no others', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [anna, ben] = [await aPerson(school, { capacities: ['pupil'] }), await aPerson(school, { capacities: ['pupil'] })];
  const courseId = await aCourse(school, { name: 'Bio', teachers: [teacher], pupils: [anna, ben] });
  const { id: handIn } = await school
    .as(teacher)
    .call(createFolderContract, { body: { spaceId: courseId, folderId: null, name: 'Abgabe Frösche', part: 'hand_in' } });
  await upload(await school.as(anna).client(), school.slug, 'Frösche von Anna.txt', Buffer.from('a'), { folderId: handIn });
  await aFile(school, ben, { name: 'meine Frösche.txt' });
  await aFile(school, teacher, { name: 'Froesche geheim.txt' });

  const one = await school.as(ben).counted(findContract, { query: { q: 'FROSCHE' } });
  expect(one.answer.items.map(({ name }) => name).sort()).toEqual(['Abgabe Frösche', 'meine Frösche.txt']);
  await aFile(school, ben, { name: 'IMG_2034.txt' });
  expect((await school.as(ben).call(findContract, { query: { q: 'img_2' } })).items).toMatchObject([{ name: 'IMG_2034.txt' }]);
  const [file] = (await school.as(anna).call(recentContract, { query: {} })).items;
  expect(file).toMatchObject({
    name: 'Frösche von Anna.txt',
    space: { id: courseId, name: 'Bio' },
    folderName: 'Abgabe Frösche',
    handedIn: true,
  });

  const fileId = file?.id ?? '';
  await expect(school.as(ben).call(markContract, { params: { fileId }, body: { favourite: true } })).rejects.toMatchObject({ status: 404 });
  for (const who of [anna, anna, teacher]) await school.as(who).call(markContract, { params: { fileId }, body: { favourite: true } });
  expect((await school.as(anna).call(favouritesContract, { query: {} })).items).toMatchObject([{ id: fileId, favourite: true }]);
  await school.as(anna).call(markContract, { params: { fileId }, body: { favourite: false } });
  expect((await school.as(anna).call(favouritesContract, { query: {} })).items).toEqual([]);
  await school.as(anna).call(binContract, { body: { ids: [fileId] } });
  expect((await school.as(teacher).call(favouritesContract, { query: {} })).items).toEqual([]);
});

test('these lists take as many statements with one file as with many', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const add = async () => {
    const fileId = await aFile(school, pupil);
    await school.as(pupil).call(markContract, { params: { fileId }, body: { favourite: true } });
  };
  const count = async () => [
    await school.as(pupil).counted(findContract, { query: { q: 'datei', limit: 10 } }),
    await school.as(pupil).counted(recentContract, { query: { limit: 10 } }),
    await school.as(pupil).counted(favouritesContract, { query: { limit: 10 } }),
  ];
  await add();
  const one = await count();
  for (let more = 0; more < 12; more += 1) await add();
  const many = await count();
  expect(many.map(({ statements }) => statements)).toEqual(one.map(({ statements }) => statements));
  expect(many.map(({ answer }) => answer.items.length)).toEqual([10, 10, 10]);
});

test('who takes most room is for the school admin alone, largest first', async () => {
  const school = await testSchool();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const [small, large] = [await aPerson(school), await aPerson(school)];
  await aFile(school, small, { bytes: Buffer.alloc(10, 'a') });
  const one = await school.as(admin).counted(usageContract, { query: {} });
  await aFile(school, large, { bytes: Buffer.alloc(1000, 'b') });
  const { answer, statements } = await school.as(admin).counted(usageContract, { query: {} });
  expect(answer.items).toMatchObject([
    { id: large, kind: 'own', usedBytes: 1000, files: 1 },
    { id: small, usedBytes: 10 },
  ]);
  expect(statements).toBe(one.statements);
  await expect(school.as(small).call(usageContract, { query: {} })).rejects.toMatchObject({ status: 403 });
});
