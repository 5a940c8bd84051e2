import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aFile, aNewerVersion } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { pupilsContract, versionsContract } from '../answer/contract.ts';
import { handInContract, saveDraftContract, takeBackContract, taskContract } from '../hand-in/contract.ts';
import { askReviewContract, reviewContract, reviewsContract, savePlanContract } from '../peer/contract.ts';
import { asTyped, besideText, onlyPictures, picturesNamed, piecesOf } from '../typed-pictures/contract.ts';
import { previewCorrectionsContract } from '../zip/contract.ts';
import { anAssignment } from './build.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const nobody = '0191f0a0-0000-7000-8000-000000000000';
const pictured = (fileId: string) => asTyped({ fileId, alt: 'Skizze', size: { width: 20, height: 10 } });
const aPicture = (school: TestSchool, owner: string, name = 'Foto.png') => aFile(school, owner, { name, bytes: png });
const get = async (school: TestSchool, who: string, path: string) =>
  (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${path}` });
const handIn = (school: TestSchool, pupil: string, assignmentId: string, text: string, fileIds: string[]) =>
  school.as(pupil).call(handInContract, { params: { assignmentId }, body: { text, fileIds } });
const shownTo = async (school: TestSchool, pupil: string, assignmentId: string) =>
  (await school.as(pupil).call(taskContract, { params: { assignmentId } })).handIn;

test('a text is cut into words and pictures and put together again', () => {
  const text = `a\n${pictured(nobody)}\nb $x$ ![kein Bild](https://x.de/a.png) ![](picture:3)`;
  expect(piecesOf(text)).toEqual([
    'a\n',
    { fileId: nobody, alt: 'Skizze', size: { width: 20, height: 10 } },
    '\nb $x$ ![kein Bild](https://x.de/a.png) ',
    { fileId: '3', alt: '', size: null },
  ]);
  expect(picturesNamed(text)).toEqual([nobody, '3']);
  expect(onlyPictures(text, new Set([nobody, '3']))).toBe(text);
  expect(onlyPictures(text, new Set())).toBe('a\n\nb $x$ ![kein Bild](https://x.de/a.png) ');
  expect(asTyped({ fileId: '1', alt: 'a](picture:2)\n[b', size: null })).toBe('![a (picture:2) b](picture:1)');
});

test('brackets without end do not keep anybody busy', () => {
  const began = performance.now();
  expect(piecesOf('!['.repeat(10_000))).toHaveLength(1);
  expect(piecesOf(`![${'a'.repeat(19_000)}`)).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(500);
});

test('only what every browser draws leaves the list of files for the text', () => {
  const [drawing, svg, sheet] = [
    { id: nobody, type: 'image/png' },
    { id: nobody.replace('0191', '0192'), type: 'image/svg+xml' },
    { id: nobody.replace('0191', '0193'), type: 'image/png' },
  ];
  expect(besideText([drawing, svg, sheet], pictured(drawing.id) + pictured(svg.id))).toEqual([svg, sheet]);
});

test('a picture in the text is handed in, kept with its version, and read by pupil and teacher alone', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  const { id, teacher, pupil, pupils } = await anAssignment(school, { pupils: [child, await aPerson(school)] });
  const [picture, sheet] = [await aPicture(school, pupil), await aFile(school, pupil)];
  const text = `Mein Weg:\n${pictured(picture)}\nfertig`;

  await handIn(school, pupil, id, text, [picture, sheet]);
  await handIn(school, pupil, id, 'ohne Bild', []);

  const { items } = await school.as(teacher).call(versionsContract, { params: { assignmentId: id, pupilId: pupil }, query: {} });
  expect(items.map((version) => version.text)).toEqual(['ohne Bild', text]);
  expect(items[1]?.files.map((file) => file.id)).toEqual([picture, sheet]);
  const status = async (who: string) => (await get(school, who, `${id}/files/${picture}`)).statusCode;
  expect([await status(pupil), await status(teacher)]).toEqual([200, 200]);
  expect([await status(pupils[1] ?? ''), await status(guardian)]).toEqual([404, 404]);
  const task = await school.as(guardian).call(taskContract, { params: { assignmentId: id }, query: { pupilId: child } });
  expect(JSON.stringify(task)).not.toContain(picture);
});

test('work that takes text alone takes pictures in it, but no file beside it and nothing that is no picture', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school, { handInKinds: ['text'] });
  const [picture, beside, sheet] = [await aPicture(school, pupil), await aPicture(school, pupil, 'b.png'), await aFile(school, pupil)];
  const svg = await aFile(school, pupil, { name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  const refused = { status: 422, code: 'assignments.kind_not_taken' };

  await expect(handIn(school, pupil, id, pictured(picture), [picture, beside])).rejects.toMatchObject(refused);
  await expect(handIn(school, pupil, id, `a ${pictured(sheet)}`, [sheet])).rejects.toMatchObject(refused);
  await expect(handIn(school, pupil, id, `a ${pictured(svg)}`, [svg])).rejects.toMatchObject(refused);
  expect(await shownTo(school, pupil, id)).toBeNull();
  await handIn(school, pupil, id, pictured(picture), [picture]);
  expect((await shownTo(school, pupil, id))?.text).toBe(pictured(picture));
});

test('an SVG is a file beside the text and never a picture in it', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const svg = await aFile(school, pupil, { name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });

  await handIn(school, pupil, id, `a${pictured(svg)}`, [svg]);

  expect(await shownTo(school, pupil, id)).toMatchObject({ text: 'a', files: [{ id: svg }] });
});

test('pictures of others are refused like files of others, and what is not handed in leaves the text without a word', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const { id, teacher, pupil, pupils } = await anAssignment(school, { pupils: [await aPerson(school), await aPerson(school)] });
  const classmate = pupils[1] ?? '';
  const [theirs, ofTeacher] = [await aPicture(school, classmate), await aPicture(school, teacher)];
  const elsewhere = await aPicture(other, await aPerson(other));
  await handIn(school, classmate, id, pictured(theirs), [theirs]);

  for (const foreign of [theirs, ofTeacher, elsewhere, nobody]) {
    await expect(handIn(school, pupil, id, pictured(foreign), [foreign])).rejects.toMatchObject({ status: 404 });
    const draft = { params: { assignmentId: id }, body: { text: pictured(foreign), fileIds: [foreign] } };
    await expect(school.as(pupil).call(saveDraftContract, draft)).rejects.toMatchObject({ status: 404 });
  }
  await handIn(school, pupil, id, `a${pictured(theirs)}${pictured(elsewhere)}${pictured(nobody)}`, []);
  expect(await shownTo(school, pupil, id)).toMatchObject({ text: 'a', files: [] });
  expect((await get(school, pupil, `${id}/files/${theirs}`)).statusCode).toBe(404);
  await expect(handIn(school, pupil, id, pictured(nobody), [])).rejects.toMatchObject({ status: 422, code: 'assignments.empty' });
});

test('a draft keeps its pictures, and so does what was taken back', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const picture = await aPicture(school, pupil);
  const params = { assignmentId: id };
  const begun = async () => (await school.as(pupil).call(taskContract, { params })).draft;

  await school.as(pupil).call(saveDraftContract, { params, body: { text: pictured(picture), fileIds: [picture] } });
  expect(await begun()).toMatchObject({ text: pictured(picture), files: [{ id: picture }] });
  await handIn(school, pupil, id, pictured(picture), [picture]);
  await school.as(pupil).call(takeBackContract, { params });
  expect(await begun()).toMatchObject({ text: pictured(picture), files: [{ id: picture }] });
});

test('sent again it is the same hand-in, and a picture of the earlier version may stay though its file lies in the bin', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const picture = await aPicture(school, pupil);

  await handIn(school, pupil, id, pictured(picture), [picture]);
  expect((await handIn(school, pupil, id, `${pictured(picture)}${pictured(nobody)}`, [picture])).version).toBe(1);
  await school.write((db) => sql`update files.file set deleted_at = now() where id = ${picture}`.execute(db));
  expect((await handIn(school, pupil, id, `neu ${pictured(picture)}`, [picture])).version).toBe(2);
  expect((await shownTo(school, pupil, id))?.text).toBe(`neu ${pictured(picture)}`);
});

test('in the zip the name of the file stands where the picture was, and brought back unchanged it is no correction', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school);
  const picture = await aPicture(school, pupil);
  await handIn(school, pupil, id, `Mein Weg:\n${pictured(picture)}`, [picture]);

  const packed = (await get(school, teacher, `${id}/hand-ins.zip`)).rawPayload;
  const zip = await yauzl.fromBufferPromise(packed, { lazyEntries: true });
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName.replace(/^.*\//, ''), await buffer(await zip.openReadStreamPromise(entry)));
  expect(found.get('Text.txt')?.toString()).toBe('\u{FEFF}Mein Weg:\r\n[1 Foto.png: Skizze]');
  expect(found.get('1 Foto.png')).toEqual(png);

  const fileId = await aFile(school, teacher, { name: 'Korrektur.zip', bytes: packed });
  const brought = await school.as(teacher).call(previewCorrectionsContract, { params: { assignmentId: id }, body: { fileId } });
  expect(brought).toMatchObject({ changes: [], leftOut: [] });
});

test('who reviews sees the picture by its place; where names are hidden no id is told', async () => {
  const school = await testSchool();
  const pupils = [await aPerson(school), await aPerson(school)];
  const [author = '', reviewer = ''] = pupils;
  const { id, teacher } = await anAssignment(school, { pupils });
  const [sheet, picture] = [await aFile(school, author, { name: 'Blatt von Anna.txt' }), await aPicture(school, author)];
  await handIn(school, author, id, `a ${pictured(picture)}`, [sheet, picture]);
  await handIn(school, reviewer, id, 'b', []);
  const params = { assignmentId: id };
  const plan = { reviews: 1, anonymous: true, dueAt: null, withRubric: false, atOnce: false };
  await school.as(teacher).call(savePlanContract, { params, body: plan });
  await school.as(teacher).call(askReviewContract, { params, body: { reviewerId: reviewer, authorId: author } });
  const reviewId = (await school.as(teacher).call(reviewsContract, { params, query: {} })).items[0]?.id ?? '';

  const review = await school.as(reviewer).call(reviewContract, { params: { ...params, reviewId } });

  expect(review.work?.text).toBe('a ![Skizze](picture:2 20x10)');
  expect(JSON.stringify(review)).not.toContain(picture);
  expect((await get(school, reviewer, `${id}/reviews/${reviewId}/files/2`)).rawPayload).toEqual(png);
  expect((await get(school, author, `${id}/reviews/${reviewId}/files/2`)).statusCode).toBe(404);
});

test('a picture stays in its text when the pupil brings newer content of the file', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school);
  const picture = await aPicture(school, pupil);
  await handIn(school, pupil, id, pictured(picture), [picture]);

  await aNewerVersion(school, pupil, 'Foto.png', Buffer.concat([png, Buffer.from('neu')]));
  await school.settle();

  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id }, query: {} });
  const [handed] = items.flatMap((row) => row.handIn ?? []);
  expect(handed?.text).toBe(pictured(handed?.files[0]?.id ?? ''));
  expect(handed?.text).not.toContain(picture);
});
