import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Ctx } from '#kernel/module/ctx.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { findContract } from '../find/contract.ts';
import { tidyJob } from '../jobs.ts';
import { live } from '../live.ts';
import { toolFor } from '../preview/tools.ts';
import { binContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { aDocx, anOdt, type FakeOffice, fakeOffice } from './fake-office.ts';

let office: FakeOffice | undefined;
afterEach(() => office?.remove());

const addressOf = (school: TestSchool, fileId: string) => `/api/${school.slug}/files/${fileId}/content?preview=shown`;

async function ask(school: TestSchool, personId: string, fileId: string, headers: Record<string, string> = {}) {
  return (await school.as(personId).client()).raw({ method: 'GET', url: addressOf(school, fileId), headers });
}

/** Asks, lets the work be done, and asks again. */
async function made(school: TestSchool, personId: string, fileId: string) {
  const first = await ask(school, personId, fileId);
  await school.settle();
  return { first, later: await ask(school, personId, fileId) };
}

let counter = 0;
async function aDocument(school: TestSchool, personId: string, name = 'Aufsatz.docx', bytes?: Buffer) {
  counter += 1;
  return aFile(school, personId, { name, bytes: bytes ?? (await aDocx(Buffer.from(`<w:document>${counter}</w:document>`))) });
}

async function aTeacher() {
  const school = await testSchool();
  return { school, teacher: await aPerson(school, { capacities: ['teacher'] }) };
}

const pdf = '%PDF-1.4\n%%EOF\n';

test('an office file is shown as a PDF once it is made, whole and in parts, and counts towards nobody’s room', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const fileId = await aDocument(school, teacher, 'Aufsatz "Ä".docx');
  const before = await school.as(teacher).call(roomContract, { query: {} });
  const { first, later } = await made(school, teacher, fileId);
  expect(first.statusCode).toBe(202);
  expect(first.json()).toMatchObject({ waiting: true, topic: expect.stringMatching(/^files\/preview\//) });
  expect([later.statusCode, later.body, later.headers['content-type']]).toEqual([200, pdf, 'application/pdf']);
  expect(later.headers['content-disposition']).toContain(encodeURIComponent('Ä'));
  expect(later.headers['content-security-policy']).toContain('sandbox');
  const part = await ask(school, teacher, fileId, { range: 'bytes=0-3' });
  expect([part.statusCode, part.body]).toEqual([206, '%PDF']);
  expect(await school.as(teacher).call(roomContract, { query: {} })).toEqual(before);
  const ended = await school.events('files.preview_ended');
  expect(ended).toEqual([{ previewId: (first.json() as { topic: string }).topic.split('/')[2] }]); // preview/contract.ts
});

test('the same bytes are converted once at a school, whoever asks and however often, and again at another', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const other = await aTeacher();
  const bytes = await aDocx(Buffer.from('gleich'));
  const [one, two] = [await aDocument(school, teacher, 'A.docx', bytes), await aDocument(school, teacher, 'B.docx', bytes)];
  const third = await aDocument(other.school, other.teacher, 'C.docx', bytes);
  await ask(school, teacher, two);
  await made(school, teacher, one);
  await made(school, teacher, one);
  expect(office.calls()).toHaveLength(1);
  expect((await ask(other.school, other.teacher, third)).statusCode).toBe(202);
  await other.school.settle();
  expect(office.calls()).toHaveLength(2);
});

test('a preview is for those who may read the file, and for nobody else', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const foreign = await aTeacher();
  const [colleague, pupil, guardian] = await Promise.all(
    (['teacher', 'pupil', 'guardian'] as const).map((capacity) => aPerson(school, { capacities: [capacity] })),
  );
  const fileId = await aDocument(school, teacher);
  const asStranger = [await ask(school, colleague ?? '', fileId), await ask(school, pupil ?? '', fileId)];
  await made(school, teacher, fileId);
  const after = [await ask(school, colleague ?? '', fileId), await ask(school, pupil ?? '', fileId)];
  const elsewhere = [
    await ask(foreign.school, foreign.teacher, fileId),
    await (await foreign.school.as(foreign.teacher).client()).raw({ method: 'GET', url: addressOf(school, fileId) }),
  ];
  expect([...asStranger, ...after, ...elsewhere].map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
  expect((await ask(school, guardian ?? '', fileId)).statusCode).toBe(403);
  expect((await anonymous(school.slug).raw({ method: 'GET', url: addressOf(school, fileId) })).statusCode).toBe(401);
  await school.as(teacher).call(binContract, { body: { ids: [fileId] } });
  expect((await ask(school, teacher, fileId)).statusCode).toBe(404);
  expect(office.calls()).toHaveLength(1);
});

test('a locked file has no preview, and none is made of it', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const fileId = await aDocument(school, teacher);
  const lock = () =>
    school.write((db) =>
      db.updateTable('files.file').set({ state: 'locked' }).where('school_id', '=', school.id).where('id', '=', fileId).execute(),
    );
  await ask(school, teacher, fileId);
  await lock();
  await school.settle();
  expect(office.calls()).toEqual([]);
  expect((await ask(school, teacher, fileId)).statusCode).toBe(423);
});

test.each([
  ['crashes', 'kill -SEGV $$'],
  ['says no', 'exit 1'],
  ['writes nothing', 'exit 0'],
  ['writes a page instead of a PDF', 'echo "<!doctype html><script>alert(1)</script>" > "$out"'],
  ['writes without end', 'yes > "$out"'],
])('a program that %s gives no preview, and it is said so', { timeout: 90_000 }, async (_, script) => {
  office = fakeOffice(script);
  const { school, teacher } = await aTeacher();
  const { later } = await made(school, teacher, await aDocument(school, teacher));
  expect([later.statusCode, later.json().code]).toEqual([422, 'files.preview_failed']);
});

test('where there is no such program none is asked for', async () => {
  process.env['SOFFICE'] = 'off';
  const { school, teacher } = await aTeacher();
  const { first, later } = await made(school, teacher, await aDocument(school, teacher));
  expect([first, later].map((answer) => [answer.statusCode, answer.json().code])).toEqual([
    [422, 'files.no_preview'],
    [422, 'files.no_preview'],
  ]);
  const zip = await aFile(school, teacher, { name: 'x.txt' });
  expect((await ask(school, teacher, zip)).json()).toMatchObject({ code: 'files.no_preview' });
});

test('what a file is called reaches no command line', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  for (const name of ['-env:UserInstallation=file:___tmp.docx', '--convert-to.docx', '$(touch x);`id`.docx'])
    expect((await made(school, teacher, await aDocument(school, teacher, name))).later.statusCode).toBe(200);
  for (const call of office.calls())
    expect(call).toMatch(
      /^-env:UserInstallation=file:\/\/(\S+)\/profile --headless --norestore --nolockcheck --nologo --nodefault --convert-to pdf --outdir \1 \1\/in\.docx$/,
    );
});

test('a document that is a bomb is not opened at all', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const { later } = await made(school, teacher, await aDocument(school, teacher, 'Bombe.docx', await aDocx(Buffer.alloc(120_000_000))));
  expect([later.statusCode, office.calls()]).toEqual([422, []]);
});

test('a preview goes with the last file of its content; what failed is tried again a week later', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const bytes = await aDocx(Buffer.from('zweimal'));
  const [one, two] = [await aDocument(school, teacher, 'A.docx', bytes), await aDocument(school, teacher, 'B.docx', bytes)];
  await made(school, teacher, one);
  const previews = () =>
    school.write((db) => db.selectFrom('files.preview').select(['hash', 'state']).where('school_id', '=', school.id).execute());
  const days = async (count: number) => {
    school.at(new Date(school.ctx().now().getTime() + count * 86_400_000).toISOString());
    await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  };
  await school.as(teacher).call(binContract, { body: { ids: [one] } });
  await days(31);
  expect(await previews()).toHaveLength(1);
  await school.as(teacher).call(binContract, { body: { ids: [two] } });
  await days(31);
  expect(await previews()).toEqual([]);

  office = fakeOffice('exit 1');
  const broken = await aDocument(school, teacher);
  expect((await made(school, teacher, broken)).later.statusCode).toBe(422);
  office = fakeOffice();
  await days(6);
  expect((await made(school, teacher, broken)).later.statusCode).toBe(422);
  await days(2);
  expect((await made(school, teacher, broken)).later.statusCode).toBe(200);
});

test('who waits for a preview may follow it at their school, and nobody elsewhere', async () => {
  office = fakeOffice();
  const { school, teacher } = await aTeacher();
  const foreign = await aTeacher();
  const { topic } = (await ask(school, teacher, await aDocument(school, teacher))).json() as { topic: string }; // preview/contract.ts
  const previewId = topic.split('/')[2] ?? '';
  const mayFollow = live.find(({ name }) => name === 'preview')?.mayFollow;
  const asked = (at: TestSchool, id: string) => at.write(async (db) => mayFollow?.(at.ctx() as Ctx, db, id)); // asks nothing of the caller
  expect([await asked(school, previewId), await asked(foreign.school, previewId), await asked(school, 'x')]).toEqual([true, false, false]);
});

test('a recording is sent by the parts a player asks for', async () => {
  const { school, teacher } = await aTeacher();
  const head = Buffer.from('00000020667479706d703432000000006d7034326d70343169736f6d61766331', 'hex');
  const bytes = Buffer.concat([head, Buffer.alloc(3_000_000, 7), Buffer.from('ENDE')]);
  const fileId = await aFile(school, teacher, { name: 'Film.mp4', bytes });
  const client = await school.as(teacher).client();
  const part = (range: string) => client.raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content`, headers: { range } });
  const end = await part('bytes=-4');
  expect([end.statusCode, end.body, end.headers['content-range']]).toEqual([
    206,
    'ENDE',
    `bytes ${bytes.length - 4}-${bytes.length - 1}/${bytes.length}`,
  ]);
  expect(end.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-type': 'video/mp4' });
  expect((await part('bytes=2000000-')).rawPayload.length).toBe(bytes.length - 2_000_000);
  expect((await part(`bytes=${bytes.length}-`)).statusCode).toBe(416);
});

// three hundred megabytes nobody has to install for the tests: where it is missing there is nothing to say
const realOffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));

if (realOffice !== undefined)
  test('LibreOffice itself makes a PDF of a document, and takes nothing into it from the machine', { timeout: 90_000 }, async () => {
    process.env['SOFFICE'] = realOffice;
    const { school, teacher } = await aTeacher();
    const folder = mkdtempSync(join(tmpdir(), 'machine-'));
    writeFileSync(join(folder, 'fremd.txt'), 'Geheimnis');
    const bytes =
      await anOdt(`<text:p>Vorher</text:p><text:section text:name="S"><text:section-source xlink:href="file://${folder}/fremd.txt" xlink:type="simple"
      xlink:show="embed"/><text:p>eingebettet</text:p></text:section>`);
    const { first, later } = await made(school, teacher, await aFile(school, teacher, { name: 'Brief.odt', bytes }));
    process.env['SOFFICE'] = 'off';
    expect([first.statusCode, later.statusCode, later.headers['content-type']]).toEqual([202, 200, 'application/pdf']);
    const found = async (q: string) => (await school.as(teacher).call(findContract, { query: { q } })).items.length;
    expect([await found('vorher'), await found('geheimnis')]).toEqual([toolFor('pdfText') === null ? 0 : 1, 0]);
  });
