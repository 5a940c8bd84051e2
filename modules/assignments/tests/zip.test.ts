import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { giveBackContract, pupilsContract } from '../answer/contract.ts';
import { handInContract, taskContract } from '../hand-in/contract.ts';
import { applyCorrectionsContract, previewCorrectionsContract } from '../zip/contract.ts';
import { anAssignment } from './build.ts';

type Content = Record<string, string>;

async function unzipped(bytes: Buffer): Promise<Content> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const found: Content = {};
  for await (const entry of zip.eachEntry()) found[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString();
  return found;
}

async function zipped(content: Content): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(content)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

const download = async (school: TestSchool, who: string, id: string) =>
  (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${id}/hand-ins.zip` });

/** Two pupils of one name who have handed in, one who has not, and what their teacher downloads. */
async function handedIn() {
  const school = await testSchool();
  const name = { firstName: 'Anna', lastName: 'Meier' };
  const pupils = [await aPerson(school, name), await aPerson(school, name), await aPerson(school, { firstName: 'Ben', lastName: 'Zorn' })];
  const work = await anAssignment(school, { pupils, title: 'Terme: Übung' });
  const [anna = '', other = '', ben = ''] = pupils;
  const fileIds = [
    await aFile(school, anna, { name: 'Blatt.txt', bytes: Buffer.from('anna') }),
    await aFile(school, anna, { name: 'Bild.txt' }),
  ];
  await school.as(anna).call(handInContract, { params: { assignmentId: work.id }, body: { text: 'Zeile 1\nZeile 2', fileIds } });
  const otherFile = await aFile(school, other, { name: 'Blatt.txt', bytes: Buffer.from('andere') });
  await school.as(other).call(handInContract, { params: { assignmentId: work.id }, body: { text: '', fileIds: [otherFile] } });
  const content = await unzipped((await download(school, work.teacher, work.id)).rawPayload);
  const params = { assignmentId: work.id };
  const bring = async (changed: Content) => ({
    params,
    body: { fileId: await aFile(school, work.teacher, { name: `Korrektur ${newId()}.zip`, bytes: await zipped(changed) }) },
  });
  // which of the two Annas comes first goes by their ids
  const [first = '', second = ''] = [anna, other].sort();
  const annas = `Meier, Anna${anna === first ? '' : ' (2)'}`;
  const others = `Meier, Anna${other === first ? '' : ' (2)'}`;
  return { school, ...work, anna, other, ben, second, annas, others, content, params, bring };
}

async function answersOf({ school, teacher, id }: { school: TestSchool; teacher: string; id: string }) {
  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } });
  return new Map(items.map(({ pupilId, answer }) => [pupilId, answer]));
}

test('all hand-ins come as one zip: a folder per pupil, texts as files, everybody in the overview', async () => {
  const { content, annas, others } = await handedIn();
  expect(Object.keys(content).sort()).toEqual(
    [`${annas}/1 Blatt.txt`, `${annas}/2 Bild.txt`, `${annas}/Text.txt`, `${others}/1 Blatt.txt`, 'Übersicht.csv', '.schulhof.json'].sort(),
  );
  expect(content[`${annas}/Text.txt`]).toBe('\u{FEFF}Zeile 1\r\nZeile 2');
  expect(content['Übersicht.csv']?.split('\r\n')).toHaveLength(5);
  expect(content['Übersicht.csv']).toContain('"Zorn, Ben";"neu"');
});

test('the zip is named after the work and its course', async () => {
  const { school, teacher, id } = await handedIn();
  const { headers } = await download(school, teacher, id);
  expect(headers['content-disposition']).toContain("filename*=UTF-8''Terme_%20%C3%9Cbung%20-%20");
});

test('what comes back unchanged changes nothing, and a corrected file is shown before it is taken', async () => {
  const { school, teacher, content, bring, annas, anna, ...rest } = await handedIn();
  expect(await school.as(teacher).call(previewCorrectionsContract, await bring(content))).toMatchObject({
    files: 0,
    unchanged: 4,
    unmatched: 0,
  });

  const input = await bring({
    ...content,
    [`${annas}/1 Blatt.txt`]: 'anna, korrigiert',
    [`${annas}/Hinweise.txt`]: 'neu',
    'Fremd/x.txt': 'x',
    'lose.txt': 'y',
  });
  expect(await school.as(teacher).call(previewCorrectionsContract, input)).toEqual({
    files: 2,
    pupils: 1,
    unchanged: 3,
    unmatched: 2,
    changes: [
      { pupilId: anna, name: 'Meier, Anna', fileName: 'Blatt.txt', sizeBytes: 16 },
      { pupilId: anna, name: 'Meier, Anna', fileName: 'Hinweise.txt', sizeBytes: 3 },
    ],
    leftOut: [
      { path: 'Fremd/x.txt', why: 'unknown' },
      { path: 'lose.txt', why: 'unknown' },
    ],
  });
  expect((await answersOf({ school, teacher, id: rest.id })).get(anna)).toBeNull();
});

test('corrected files lie in the answers, are seen by the pupil once given back, and are taken once only', async () => {
  const all = await handedIn();
  const { school, teacher, id, anna, annas, content, bring } = all;
  const input = await bring({ ...content, [`${annas}/1 Blatt.txt`]: 'anna, korrigiert' });
  expect(await school.as(teacher).call(applyCorrectionsContract, input)).toEqual({ files: 1, pupils: 1 });
  const answer = (await answersOf(all)).get(anna);
  expect(answer).toMatchObject({ files: [{ name: 'Blatt.txt' }], finished: false, givenBackAt: null, text: '' });
  const fileId = answer?.files[0]?.id ?? '';
  const fetch = async (who: string) =>
    (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${id}/files/${fileId}` });
  expect((await fetch(anna)).statusCode).toBe(404);
  expect((await fetch(teacher)).body).toBe('anna, korrigiert');

  expect(await school.as(teacher).call(applyCorrectionsContract, input)).toEqual({ files: 0, pupils: 0 });

  await school.write((db) => sql`update assignments.answer set finished = true where school_id = ${db.schoolId}`.execute(db));
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });
  expect((await fetch(anna)).body).toBe('anna, korrigiert');
  expect((await fetch(all.other)).statusCode).toBe(404);

  // a second correction stays with the teachers; the pupil keeps what was given
  await school.as(teacher).call(applyCorrectionsContract, await bring({ ...content, [`${annas}/1 Blatt.txt`]: 'noch einmal anders' }));
  expect((await answersOf(all)).get(anna)?.files).toMatchObject([{ name: 'Blatt.txt', sizeBytes: 18 }]);
  const seen = (await school.as(anna).call(taskContract, { params: { assignmentId: id } })).answer;
  expect(seen?.files.map((file) => file.id)).toEqual([fileId]);
  expect((await fetch(anna)).body).toBe('anna, korrigiert');
});

test('without our list folders are known by name, one folder around them does no harm, and renamed ones are known by the list', async () => {
  const { school, teacher, annas, others, other, content, bring } = await handedIn();
  const { '.schulhof.json': list = '', ...withoutList } = content;
  const corrected = { ...withoutList, [`${others}/1 Blatt.txt`]: 'andere, korrigiert' };
  const around = Object.fromEntries(Object.entries(corrected).map(([name, text]) => [`Abgaben/${name}`, text]));
  for (const changed of [corrected, around])
    expect(await school.as(teacher).call(previewCorrectionsContract, await bring(changed))).toMatchObject({
      files: 1,
      unmatched: 0,
      changes: [{ pupilId: other, fileName: 'Blatt.txt' }],
    });
  const renamed = JSON.parse(list) as { folders: Record<string, unknown> }; // as we have written it
  renamed.folders = { 'Die Andere': renamed.folders[others], [annas]: renamed.folders[annas] };
  expect(
    await school
      .as(teacher)
      .call(previewCorrectionsContract, await bring({ '.schulhof.json': JSON.stringify(renamed), 'Die Andere/1 Blatt.txt': 'korrigiert' })),
  ).toMatchObject({ files: 1, changes: [{ pupilId: other, fileName: 'Blatt.txt' }] });
});

test('a list with foreign pupils, hand-ins or work is refused whole, and nothing changes', async () => {
  const { school, teacher, anna, other, ben, annas, content, bring, ...rest } = await handedIn();
  const list = JSON.parse(content['.schulhof.json'] ?? '') as {
    assignmentId: string;
    folders: Record<string, { pupilId: string; handInId: string }>;
  }; // ours
  const own = list.folders[annas] ?? { pupilId: '', handInId: '' };
  const elsewhere = await anAssignment(school, { teacher });
  const foreign = await school
    .as(elsewhere.pupil)
    .call(handInContract, { params: { assignmentId: elsewhere.id }, body: { text: 'x', fileIds: [] } });
  const lists: [unknown, string][] = [
    [{ ...list, assignmentId: elsewhere.id }, 'assignments.zip_of_other_work'],
    [{ ...list, folders: { [annas]: { ...own, pupilId: other } } }, 'assignments.zip_foreign'],
    [{ ...list, folders: { [annas]: { ...own, pupilId: ben } } }, 'assignments.zip_foreign'],
    [{ ...list, folders: { [annas]: { pupilId: elsewhere.pupil, handInId: foreign.handInId } } }, 'assignments.zip_foreign'],
    [{ ...list, folders: { [annas]: { ...own, handInId: newId() } } }, 'assignments.zip_foreign'],
    [{ ...list, folders: { [annas]: 'x' } }, 'assignments.zip_foreign'],
    [[], 'assignments.zip_foreign'],
  ];
  for (const [changed, code] of lists) {
    const input = await bring({ '.schulhof.json': JSON.stringify(changed), [`${annas}/1 Blatt.txt`]: 'böse' });
    await expect(school.as(teacher).call(applyCorrectionsContract, input)).rejects.toMatchObject({ code });
  }
  await expect(
    school.as(teacher).call(previewCorrectionsContract, await bring({ '.schulhof.json': '{', 'a/b': 'x' })),
  ).rejects.toMatchObject({
    code: 'assignments.zip_foreign',
  });
  expect((await answersOf({ school, teacher, id: rest.id })).get(anna)).toBeNull();
});

test('corrections of a hand-in that was replaced since are named and left out', async () => {
  const { school, teacher, id, anna, annas, content, bring } = await handedIn();
  await school.as(anna).call(handInContract, { params: { assignmentId: id }, body: { text: 'neu', fileIds: [] } });
  const input = await bring({ ...content, [`${annas}/1 Blatt.txt`]: 'korrigiert' });
  expect(await school.as(teacher).call(previewCorrectionsContract, input)).toMatchObject({
    files: 0,
    leftOut: expect.arrayContaining([{ path: `${annas}/1 Blatt.txt`, why: 'handed_in_again' }]),
  });
});

test('a program among the corrected files: nothing of the whole zip is taken', async () => {
  const all = await handedIn();
  const { school, teacher, annas, others, content, bring } = all;
  const input = await bring({ ...content, [`${annas}/1 Blatt.txt`]: 'korrigiert', [`${others}/Spiel.exe`]: 'MZ' });
  await expect(school.as(teacher).call(applyCorrectionsContract, input)).rejects.toMatchObject({ code: 'files.program_refused' });
  expect([...(await answersOf(all)).values()]).toEqual([null, null, null]);
});

test('nobody but those who teach there gets hand-ins as a zip or brings corrections; foreign zips are not found', async () => {
  const { school, teacher, id, anna, content, bring, params } = await handedIn();
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  const guardian = await aGuardian(school, [anna]);
  const other = await testSchool();
  const outsider = await aPerson(other, { capacities: ['teacher'] });
  const input = await bring(content);
  for (const who of [anna, guardian]) expect((await download(school, who, id)).statusCode).toBe(403);
  expect((await download(school, colleague, id)).statusCode).toBe(404);
  expect((await download(other, outsider, id)).statusCode).toBe(404);
  expect((await download(school, teacher, newId())).statusCode).toBe(404);
  expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/assignments/${id}/hand-ins.zip` })).statusCode).toBe(401);
  for (const contract of [previewCorrectionsContract, applyCorrectionsContract]) {
    await expect(school.as(colleague).call(contract, input)).rejects.toMatchObject({ status: 404 });
    await expect(school.as(anna).call(contract, input)).rejects.toMatchObject({ status: 403 });
    await expect(other.as(outsider).call(contract, input)).rejects.toMatchObject({ status: 404 });
    const foreignZip = await aFile(school, colleague, { name: `${newId()}.zip`, bytes: await zipped(content) });
    await expect(school.as(teacher).call(contract, { params, body: { fileId: foreignZip } })).rejects.toMatchObject({ status: 404 });
    await expect(school.as(teacher).call(contract, { params, body: { fileId: await aFile(school, teacher) } })).rejects.toMatchObject({
      code: 'files.not_a_zip',
    });
  }
});
