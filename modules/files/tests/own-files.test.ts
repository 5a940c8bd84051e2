import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sweepBlobs } from '#kernel/blobs/ledger.ts';
import { newId } from '#kernel/ids/id.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract } from '../contract.ts';
import { tidyJob } from '../jobs.ts';
import { privacy } from '../privacy.ts';
import { binContract, binListContract, folderContract, unbinContract } from '../tree/contract.ts';
import { attachFiles, detachFiles, filesOf } from '../uses.ts';
import { aFile } from './build.ts';

const noSignal = new AbortController().signal;

test('a deleted file lies in the bin for thirty days, can be brought back, and is then gone', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const fileId = await aFile(school, pupil, { name: 'a.txt' });

  await school.as(pupil).call(binContract, { body: { ids: [fileId] } });
  expect((await school.as(pupil).call(folderContract, {})).items).toEqual([]);
  expect((await school.as(pupil).call(binListContract, {})).items).toMatchObject([{ id: fileId }]);
  await school.as(pupil).call(unbinContract, { body: { ids: [fileId] } });
  expect((await school.as(pupil).call(folderContract, {})).items).toMatchObject([{ id: fileId }]);

  await school.as(pupil).call(binContract, { body: { ids: [fileId] } });
  school.at('2026-12-23T07:00:00Z'); // thirty days later, to the second
  await expect(school.as(pupil).call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  await tidyJob.run(school.ctx(), {}, noSignal);
  expect(await countOf(school.id, school, 'files.file')).toBe(0);
});

test('content that no file names goes a day later, not before, and not while another school has it', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const bytes = Buffer.from(`geteilt ${school.id}`);
  const fileId = await aFile(school, await aPerson(school), { bytes });
  const otherId = await aFile(other, await aPerson(other), { bytes });
  const hash = await hashOf(school, fileId);
  const { platform } = school;
  const drop = async (at: TestSchool, id: string) => {
    await at.write((db) => sql`update files.entry set binned_at = '2026-01-01', bin_id = id where id = ${id}`.execute(db));
    await tidyJob.run(at.ctx(), {}, noSignal);
  };
  const sweepAt = async (instant: string) => {
    await sweepBlobs(platform, () => new Date(instant));
    return platform.services.blobs.has(hash);
  };

  await drop(school, fileId);
  expect(await sweepAt('2026-11-30T07:00:00Z')).toBe(true); // the other school still has it
  await drop(other, otherId); // at 2026-11-23T07:00:00Z
  expect(await sweepAt('2026-11-24T07:00:00Z')).toBe(true);
  expect(await sweepAt('2026-11-24T07:00:01Z')).toBe(false);

  const again = await aFile(other, await aPerson(other), { bytes });
  expect(await hashOf(other, again)).toBe(hash);
  expect(await platform.services.blobs.has(hash)).toBe(true);
});

test('a file in use outlives the bin, under the name it had, until it is let go', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const fileId = await aFile(school, pupil, { name: 'alt.txt' });
  const subjectId = newId();
  await school.write((db) => attachFiles(db, { module: 'assignments', subjectId, fileIds: [fileId] }));
  await school.as(pupil).call(renameContract, { params: { fileId }, body: { name: 'neu.txt' } });
  await school.as(pupil).call(binContract, { body: { ids: [fileId] } });
  school.at('2027-02-23T07:00:00Z');

  await tidyJob.run(school.ctx(), {}, noSignal);
  expect(await school.write((db) => filesOf(db, 'assignments', [subjectId]))).toEqual(
    new Map([[subjectId, [expect.objectContaining({ id: fileId, name: 'alt.txt' })]]]),
  );

  await school.write((db) => detachFiles(db, 'assignments', [subjectId]));
  await tidyJob.run(school.ctx(), {}, noSignal);
  expect(await countOf(school.id, school, 'files.file')).toBe(0);
});

test('a download never runs as ours, and a part of it can be asked for', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const fileId = await aFile(school, pupil, { name: 'seite.html', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') });
  const client = await school.as(pupil).client();
  const url = `/api/${school.slug}/files/${fileId}/content`;

  const whole = await client.raw({ method: 'GET', url });
  expect(whole.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment/),
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  });
  const part = await client.raw({ method: 'GET', url, headers: { range: 'bytes=2-8' } });
  expect([part.statusCode, part.payload, part.headers['content-range']]).toEqual([206, 'doctype', `bytes 2-8/${whole.rawPayload.length}`]);
  const beyond = await client.raw({ method: 'GET', url, headers: { range: 'bytes=9999-' } });
  expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${whole.rawPayload.length}`]);
});

test('nobody reads, renames, deletes or restores another person’s file', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const owner = await aPerson(school);
  const fileId = await aFile(school, owner);
  const colleague = await aPerson(school, { capacities: ['teacher', 'school_admin'] });
  const stranger = await aPerson(other);

  for (const [at, person] of [
    [school, colleague],
    [other, stranger],
  ] as const) {
    const raw = await (await at.as(person).client()).raw({ method: 'GET', url: `/api/${at.slug}/files/${fileId}/content` });
    expect(raw.statusCode).toBe(404);
    await expect(at.as(person).call(renameContract, { params: { fileId }, body: { name: 'x.txt' } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(at.as(person).call(binContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(unbinContract, { body: { ids: [fileId] } })).rejects.toMatchObject({ status: 404 });
  }
  expect(
    (await (await other.as(stranger).client()).raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content` })).statusCode,
  ).toBe(404);
});

test('a file is not renamed into a program', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const fileId = await aFile(school, pupil, { name: 'a.txt' });
  await expect(school.as(pupil).call(renameContract, { params: { fileId }, body: { name: 'a.exe' } })).rejects.toMatchObject({
    status: 415,
    code: 'files.program_refused',
  });
});

test('the list takes as many statements for one file as for fifty, and pages without gaps', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await aFile(school, pupil);
  const one = await school.as(pupil).counted(folderContract, {});
  for (let count = 0; count < 50; count += 1) await aFile(school, pupil);

  const many = await school.as(pupil).counted(folderContract, { query: { limit: 30 } });
  const rest = await school.as(pupil).call(folderContract, { query: { limit: 30, cursor: many.answer.next ?? '' } });

  expect(many.statements).toBe(one.statements);
  expect(new Set([...many.answer.items, ...rest.items].map(({ id }) => id)).size).toBe(51);
});

test('erasing a person takes their files and leaves those in use without a name', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const kept = await aFile(school, teacher, { name: 'Blatt.txt' });
  await aFile(school, teacher);
  const subjectId = newId();
  await school.write((db) => attachFiles(db, { module: 'assignments', subjectId, fileIds: [kept] }));

  const exported: unknown[] = [];
  await school.write(async (db) => {
    for await (const piece of privacy.exportPerson(db, teacher)) exported.push(piece);
  });
  expect(exported).toHaveLength(4); // two files, and where each lies
  expect(await school.write((db) => privacy.erasePerson(db, teacher))).toMatchObject({ 'files.file.owner_id': 2 });
  expect(await school.write((db) => privacy.erasePerson(db, teacher))).toMatchObject({ 'files.file.owner_id': 0 });
  expect((await school.write((db) => filesOf(db, 'assignments', [subjectId]))).get(subjectId)).toMatchObject([{ name: 'Blatt.txt' }]);
});

async function countOf(schoolId: string, school: TestSchool, table: 'files.file'): Promise<number> {
  const { rows } = await school.write((db) =>
    sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)} where school_id = ${schoolId}`.execute(db),
  );
  return rows[0]?.count ?? -1;
}

async function hashOf(school: TestSchool, fileId: string): Promise<string> {
  const { rows } = await school.write((db) => sql<{ hash: string }>`select hash from files.file where id = ${fileId}`.execute(db));
  return rows[0]?.hash ?? '';
}
