import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { findContract } from '../find/contract.ts';
import { tidyJob } from '../jobs.ts';
import { toolFor } from '../preview/tools.ts';
import { privacy } from '../privacy.ts';
import { createFolderContract } from '../tree/contract.ts';
import { folded, wordsOf } from '../words/fold.ts';
import { aFile } from './build.ts';
import { aDocx, fakeOffice } from './fake-office.ts';
import { upload } from './tus-client.ts';

async function put(school: TestSchool, personId: string, name: string, text: string | Buffer, where: Record<string, string> = {}) {
  const id = await upload(await school.as(personId).client(), school.slug, name, Buffer.from(text), where);
  await school.settle();
  return id;
}

async function found(school: TestSchool, personId: string, q: string) {
  const { items } = await school.as(personId).call(findContract, { query: { q } });
  return items.map(({ name, excerpt }) => [name, excerpt]);
}

test('words are folded sign by sign, and none comes twice', () => {
  for (const text of ['Größe, Fuß & Élan', 'İstanbul', 'a\u0308', '😀 x', 'ﬁn'])
    expect([...folded(text.normalize('NFC'))].length).toBe([...text.normalize('NFC')].length);
  expect(wordsOf('Die Straße, die STRASSE und Äpfel')).toEqual(['die', 'strasse', 'und', 'apfel']);
});

test('a file is found by the beginnings of words in it, whatever their case and accents, with what stands around them', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const filler = 'Lorem ipsum dolor sit amet. '.repeat(20);
  await put(school, pupil, 'a.txt', `${filler}\nDie Kläranlage\nan der Hauptstraße. ${filler}`);
  await put(school, pupil, 'b.md', '# Kläranlage\n\nkurz');
  const [[, excerpt = ''] = []] = await found(school, pupil, 'hauptstrasse KLARAN');
  expect(excerpt).toMatch(/^… .*Die Kläranlage an der Hauptstraße\. Lorem.* …$/);
  expect(await found(school, pupil, 'kläranl')).toEqual([
    ['b.md', '# Kläranlage kurz'],
    ['a.txt', expect.stringContaining('Kläranlage')],
  ]);
  expect(await found(school, pupil, 'anlage')).toEqual([]);
  expect(await found(school, pupil, '%_\\')).toEqual([]);
  expect(await found(school, pupil, 'b.md')).toEqual([['b.md', undefined]]);
});

test('of a page only its words are found, of old files their umlauts, of bytes nothing', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await put(school, pupil, 'seite.html', '<!doctype html><script>geheimwort()</script><p class="rahmen">Frösche');
  await put(school, pupil, 'alt.txt', Buffer.from('Müller sagt Grüße', 'latin1'));
  expect(await found(school, pupil, 'geheimwort')).toEqual([]);
  expect(await found(school, pupil, 'rahmen')).toEqual([]);
  expect(await found(school, pupil, 'frosch')).toMatchObject([['seite.html', 'Frösche']]);
  expect(await found(school, pupil, 'grusse')).toMatchObject([['alt.txt', 'Müller sagt Grüße']]);
});

test('nobody finds text in what they may not see', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [anna, ben] = [await aPerson(school), await aPerson(school)];
  const courseId = await aCourse(school, { name: 'Bio', teachers: [teacher], pupils: [anna, ben] });
  const { id: folderId } = await school
    .as(teacher)
    .call(createFolderContract, { body: { spaceId: courseId, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  await put(school, anna, 'x.txt', 'Zauneidechse', { folderId });
  await put(school, teacher, 'y.txt', 'Zauneidechse geheim');
  const stranger = await aPerson(other);
  await put(other, stranger, 'z.txt', 'nichts');
  expect(await found(school, anna, 'zaunei')).toEqual([['x.txt', 'Zauneidechse']]);
  expect(await found(school, ben, 'zaunei')).toEqual([]);
  expect(await found(other, stranger, 'zaunei')).toEqual([]);
  expect((await found(school, teacher, 'zaunei')).map(([name]) => name).sort()).toEqual(['x.txt', 'y.txt']);
});

test('text of a locked file is not found', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const id = await put(school, pupil, 'x.txt', 'Zauneidechse');
  const words = () => school.write((db) => db.selectFrom('files.words').select('text').where('school_id', '=', school.id).execute());
  expect(await words()).toEqual([{ text: 'Zauneidechse' }]);
  await school.write((db) =>
    db.updateTable('files.file').set({ state: 'locked' }).where('school_id', '=', school.id).where('id', '=', id).execute(),
  );
  expect(await found(school, pupil, 'zaunei')).toEqual([]);
});

test('text and previews of an erased person’s files go with them; their export does not repeat them', async () => {
  const school = await testSchool();
  const [pupil, other] = [await aPerson(school), await aPerson(school)];
  await put(school, pupil, 'x.txt', 'Zauneidechse allein');
  for (const who of [pupil, other]) await put(school, who, 'y.txt', 'Zauneidechse gemeinsam');
  const parts: unknown[] = [];
  await school.write(async (db) => {
    for await (const piece of privacy.exportPerson(db, pupil)) parts.push(piece);
  });
  expect(JSON.stringify(parts)).not.toContain('allein');
  await school.write((db) => privacy.erasePerson(db, pupil));
  const left = await school.write((db) => db.selectFrom('files.words').select('text').where('school_id', '=', school.id).execute());
  expect(left).toEqual([{ text: 'Zauneidechse gemeinsam' }]);
});

test('what came without being asked about is read the night after', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await aFile(school, pupil, { name: 'früher.txt', bytes: Buffer.from('Zauneidechse') });
  await school.settle();
  expect(await found(school, pupil, 'zaunei')).toEqual([]);
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  await school.settle();
  expect(await found(school, pupil, 'zaunei')).toEqual([['früher.txt', 'Zauneidechse']]);
});

describe.skipIf(toolFor('pdfText') === null)('PDF (skipped where poppler-utils is not installed)', () => {
  async function aPdf(text: string) {
    const pdf = await PDFDocument.create();
    pdf.addPage().drawText(text, { x: 40, y: 400, size: 14 });
    return Buffer.from(await pdf.save());
  }

  test('a PDF is found by its text, a broken one by its name alone', async () => {
    const school = await testSchool();
    const pupil = await aPerson(school);
    await put(school, pupil, 'Blatt.pdf', await aPdf('Die Zauneidechse, größer als gedacht'));
    await put(school, pupil, 'kaputt.pdf', '%PDF-1.4\nnichts');
    expect(await found(school, pupil, 'grosser zaun')).toEqual([['Blatt.pdf', 'Die Zauneidechse, größer als gedacht']]);
    expect(await found(school, pupil, 'kaputt')).toEqual([['kaputt.pdf', undefined]]);
  });

  test('an office file is found by its text as soon as somebody has opened it', async () => {
    const bytes = (await aPdf('Die Zauneidechse')).toString('base64');
    const office = fakeOffice(`echo ${bytes} | base64 -d > "$out"`);
    const school = await testSchool();
    const pupil = await aPerson(school);
    const id = await put(school, pupil, 'Referat.docx', await aDocx());
    expect(await found(school, pupil, 'zaunei')).toEqual([]);
    const client = await school.as(pupil).client();
    await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${id}/content?preview=shown` });
    await school.settle();
    office.remove();
    expect(await found(school, pupil, 'zaunei')).toEqual([['Referat.docx', 'Die Zauneidechse']]);
  });
});
