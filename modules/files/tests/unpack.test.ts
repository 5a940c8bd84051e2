import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import type { Verdict } from '#kernel/scanner/scanner.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { tidyJob } from '../jobs.ts';
import { quotaSetting } from '../settings.ts';
import { binContract, createFolderContract, folderContract } from '../tree/contract.ts';
import { unpackContract, unpackingsContract } from '../unpack/contract.ts';
import { unpackJob } from '../unpack/job.ts';
import { upload } from './tus-client.ts';
import { aZip, flagged, patched } from './zip-build.ts';

async function treeOf(school: TestSchool, personId: string, folderId?: string, path = ''): Promise<string[]> {
  const { items } = await school.as(personId).call(folderContract, { query: { ...(folderId !== undefined && { folderId }), limit: 200 } });
  const found: string[] = [];
  for (const { id, kind, name } of items)
    found.push(
      ...(kind === 'folder' ? [`${path}${name}/`, ...(await treeOf(school, personId, id, `${path}${name}/`))] : [`${path}${name}`]),
    );
  return found;
}

/** Uploads an archive and has it unpacked; answers what became of it. */
async function unpacked(school: TestSchool, personId: string, bytes: Buffer, name = 'Archiv.zip', folderId?: string) {
  const client = await school.as(personId).client();
  const fileId = await upload(client, school.slug, name, bytes, folderId === undefined ? {} : { folderId });
  await school.as(personId).call(unpackContract, { params: { fileId } });
  await school.settle();
  const { items } = await school.as(personId).call(unpackingsContract, { query: {} });
  return { fileId, ...items[0] };
}

async function withPupil() {
  const school = await testSchool();
  return { school, pupil: await aPerson(school) };
}

/** Rows and counted content that belong to no entry. */
async function leftOver(school: TestSchool): Promise<number> {
  return school.write(async (db) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from files.file f where f.school_id = ${db.schoolId}
      and not exists (select from files.entry e where e.school_id = f.school_id and e.id = f.id)`.execute(db);
    return rows[0]?.count ?? 0;
  });
}

test('an archive is unpacked beside itself, with folders, numbers behind taken names and without what systems leave', async () => {
  const { school, pupil } = await withPupil();
  const folder = await school.as(pupil).call(createFolderContract, { body: { spaceId: pupil, folderId: null, name: 'Archiv' } });
  const bytes = await aZip({
    'a/eins.txt': 'eins',
    'A/zwei.txt': 'zwei',
    'a/b/EINS.txt': 'x',
    'a/b/eins.txt': 'y',
    'leer/': '',
    'CON.txt': 'gerät',
    '__MACOSX/._eins.txt': 'z',
    '.DS_Store': 'z',
  });

  const end = await unpacked(school, pupil, bytes);

  expect(end).toMatchObject({ state: 'done', total: 5, done: 5, why: null });
  expect(await treeOf(school, pupil)).toEqual([
    'Archiv/',
    'Archiv (2)/',
    'Archiv (2)/a/',
    'Archiv (2)/a/b/',
    'Archiv (2)/a/b/EINS.txt',
    'Archiv (2)/a/b/eins (2).txt',
    'Archiv (2)/a/eins.txt',
    'Archiv (2)/a/zwei.txt',
    'Archiv (2)/leer/',
    'Archiv (2)/_CON.txt',
    'Archiv.zip',
  ]);
  expect(end.folderId).not.toBe(folder.id);
  expect(await leftOver(school)).toBe(0);
  const { usedBytes } = await school.as(pupil).call(roomContract, { query: {} });
  expect(usedBytes).toBe(bytes.length + 'einszweixygerät'.length + 1);
});

test('names are read as they were written: UTF-8 with its flag or without, CP437 by older programs', async () => {
  const { school, pupil } = await withPupil();
  const plain = await aZip({ 'aaaa.txt': 'x', 'bbbb.txt': 'y' });
  const withoutFlag = flagged(plain, (flags) => flags & ~0x800);
  const bytes = patched(patched(withoutFlag, 'aaaa', Buffer.from('Öl~')), 'bbbb', Buffer.from([0x9a, 0x62, 0x75, 0x6e]));
  await unpacked(school, pupil, bytes);
  expect(await treeOf(school, pupil)).toEqual(['Archiv/', 'Archiv/Öl~.txt', 'Archiv/Übun.txt', 'Archiv.zip']);
});

test('a way out, a link, a password or damage: nothing is unpacked, and the entry is named', async () => {
  const { school, pupil } = await withPupil();
  const plain = await aZip({ 'gut.txt': 'gut', 'ab/cd/schlecht.txt': 'schlecht' });
  const cases: [Buffer, string][] = [
    [patched(plain, 'ab/cd/', '../../'), '../../schlecht.txt'],
    [patched(plain, 'ab/cd/', '..\\..\\'), '../../schlecht.txt'],
    [patched(plain, 'ab/cd/', '/etc//'), '/etc//schlecht.txt'],
    [patched(plain, 'ab/cd/', 'C:/cd/'), 'C:/cd/schlecht.txt'],
    [patched(plain, 'ab/cd/', 'ab\0cd/'), 'ab\u{FFFD}cd/schlecht.txt'],
    [await aZip({ 'gut.txt': 'gut', verweis: { content: '/etc/passwd', mode: 0o120777 } }), 'verweis'],
    [await aZip({ [`${'x/'.repeat(25)}tief.txt`]: 'x' }), 'tief.txt'],
    [flagged(await aZip({ 'gut.txt': 'gut gut gut' }, true), (flags) => flags | 1), 'gut.txt'],
    [patched(plain, 'schlecht\x50', 'anders..P'), 'beschädigt'],
    [await aZip({ 'gut.txt': 'gut', 'spiel.exe': 'MZ' }), 'spiel.exe'],
    [await aZip({ 'gut.txt': 'gut', 'bild.png': '<html><script>1</script></html>' }), 'bild.png'],
  ];
  for (const [bytes, named] of cases) {
    const end = await unpacked(school, pupil, bytes);
    expect(end.state, named).toBe('refused');
    expect(end.why).toContain(named);
    expect(end.folderId).toBeNull();
  }
  expect((await treeOf(school, pupil)).filter((name) => name.endsWith('/'))).toEqual([]);
  expect(await leftOver(school)).toBe(0);
});

test('a bomb and an archive larger than the room are refused before anything is unpacked; archives within stay closed', async () => {
  const { school, pupil } = await withPupil();
  const bomb = await aZip({ 'x.txt': 'x' });
  // says it is 4 GB of nothing
  const central = bomb.indexOf('PK\x01\x02', 0, 'latin1');
  const lying = Buffer.from(bomb);
  lying.writeUInt16LE(8, central + 10);
  lying.writeUInt32LE(1_900_000_000, central + 24);
  expect((await unpacked(school, pupil, lying, 'bombe.zip')).why).toContain('Vielfaches');

  await school.write((db) => saveSetting(db, quotaSetting, 1));
  const large = await aZip({ 'a.txt': Buffer.alloc(600_000, 'a'), 'innen.zip': await aZip({ 'b.txt': 'b' }) });
  expect((await unpacked(school, pupil, large, 'groß.zip')).why).toContain('kein Platz');
  await school.write((db) => saveSetting(db, quotaSetting, 100));
  expect(await unpacked(school, pupil, large, 'passt.zip')).toMatchObject({ state: 'done' });
  expect(await treeOf(school, pupil)).toContain('passt/innen.zip');
  expect(await leftOver(school)).toBe(0);
});

test('what is larger than it says is refused while it is read', async () => {
  const { school, pupil } = await withPupil();
  const bytes = await aZip({ 'gut.txt': 'gut', 'x.txt': 'abcdefgh' });
  const second = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  bytes.writeUInt32LE(3, second + 24);
  expect(await unpacked(school, pupil, bytes)).toMatchObject({ state: 'refused', folderId: null });
  expect(await leftOver(school)).toBe(0);
});

test('a job that was stopped leaves nothing in sight, and the next attempt begins anew', async () => {
  const { school, pupil } = await withPupil();
  const client = await school.as(pupil).client();
  const fileId = await upload(client, school.slug, 'Archiv.zip', await aZip({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }));
  const { unpackingId } = await school.as(pupil).call(unpackContract, { params: { fileId } });
  await expect(school.as(pupil).call(unpackContract, { params: { fileId } })).rejects.toMatchObject({ code: 'files.unpacking_already' });

  const ctx = school.ctx();
  let puts = 0;
  const breaking = {
    ...ctx,
    services: {
      ...ctx.services,
      blobs: {
        ...ctx.services.blobs,
        put: async (...args: Parameters<typeof ctx.services.blobs.put>) => {
          puts += 1;
          if (puts === 3) throw new Error('the machine went off');
          return ctx.services.blobs.put(...args);
        },
      },
    },
  };
  await expect(unpackJob.run(breaking, { unpackingId }, new AbortController().signal)).rejects.toThrow('went off');
  expect(await treeOf(school, pupil)).toEqual(['Archiv.zip']);
  expect((await school.as(pupil).call(unpackingsContract, { query: {} })).items).toMatchObject([{ state: 'running', done: 2, total: 3 }]);

  await school.settle();
  expect(await treeOf(school, pupil)).toEqual(['Archiv/', 'Archiv/a.txt', 'Archiv/b.txt', 'Archiv/c.txt', 'Archiv.zip']);
  await unpackJob.run(ctx, { unpackingId }, new AbortController().signal);
  expect(await treeOf(school, pupil)).toHaveLength(5);
  expect(await leftOver(school)).toBe(0);
});

test('an archive in which something harmful is found is not unpacked, and the file is named', async () => {
  const { school, pupil } = await withPupil();
  const fileId = await upload(
    await school.as(pupil).client(),
    school.slug,
    'Archiv.zip',
    await aZip({ 'a.txt': 'a', 'b.txt': 'verdächtig' }),
  );
  const { unpackingId } = await school.as(pupil).call(unpackContract, { params: { fileId } });
  const ctx = school.ctx();
  const check = async (bytes: Readable): Promise<Verdict> =>
    (await text(bytes)) === 'verdächtig' ? { kind: 'found', name: 'Eicar' } : { kind: 'clean' };
  await unpackJob.run({ ...ctx, services: { ...ctx.services, scanner: { check } } }, { unpackingId }, new AbortController().signal);
  const { items } = await school.as(pupil).call(unpackingsContract, { query: {} });
  expect(items).toMatchObject([{ state: 'refused', why: expect.stringContaining('b.txt') }]);
  expect(await treeOf(school, pupil)).toEqual(['Archiv.zip']);
  expect(await leftOver(school)).toBe(0);
});

test('an unpacking that is lost for good is ended by the nightly sweep, with all it had stored', async () => {
  const { school, pupil } = await withPupil();
  const fileId = await upload(await school.as(pupil).client(), school.slug, 'Archiv.zip', await aZip({ 'a.txt': 'a' }));
  const { unpackingId } = await school.as(pupil).call(unpackContract, { params: { fileId } });
  await school.write(async (db) => {
    await sql`update files.unpacking set state = 'running' where school_id = ${db.schoolId} and id = ${unpackingId}`.execute(db);
    await sql`insert into files.file (school_id, id, owner_id, made_by, name, type, size_bytes, hash, state, made_at, unpacking_id)
      select f.school_id, ${newId()}, f.owner_id, f.made_by, 'halb.txt', f.type, 1, f.hash, 'uploading', f.made_at, ${unpackingId} from files.file f where f.id = ${fileId}`.execute(
      db,
    );
  });
  expect(await leftOver(school)).toBe(1);
  school.at('2026-11-25T07:00:00Z');
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect(await leftOver(school)).toBe(0);
  expect((await school.as(pupil).call(unpackingsContract, { query: {} })).items).toMatchObject([{ state: 'refused' }]);
});

test('only who sees an archive and may add beside it has it unpacked; what changes meanwhile is asked again', async () => {
  const school = await testSchool();
  const [teacher, pupil, stranger] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school), await aPerson(school)];
  const course = await aCourse(school, { teachers: [teacher], pupils: [pupil] });
  const bytes = await aZip({ 'a.txt': 'a' });
  const fileId = await upload(await school.as(teacher).client(), school.slug, 'Archiv.zip', bytes, { spaceId: course });
  const plain = await upload(await school.as(teacher).client(), school.slug, 'Text.txt', Buffer.from('x'));
  const asked = (who: string, id: string) => school.as(who).call(unpackContract, { params: { fileId: id } });

  await expect(asked(pupil, fileId)).rejects.toMatchObject({ status: 403, code: 'files.read_only' });
  await expect(asked(stranger, fileId)).rejects.toMatchObject({ status: 404 });
  await expect(asked(stranger, newId())).rejects.toMatchObject({ status: 404 });
  await expect(asked(teacher, plain)).rejects.toMatchObject({ code: 'files.not_a_zip' });
  const other = await testSchool();
  await expect(other.as(await aPerson(other)).call(unpackContract, { params: { fileId } })).rejects.toMatchObject({ status: 404 });

  const { id: folderId } = await school.as(teacher).call(createFolderContract, { body: { spaceId: teacher, folderId: null, name: 'weg' } });
  const inside = await upload(await school.as(teacher).client(), school.slug, 'Innen.zip', bytes, { folderId });
  await asked(teacher, inside);
  await school.as(teacher).call(binContract, { body: { ids: [folderId] } });
  await school.settle();
  expect((await school.as(teacher).call(unpackingsContract, { query: {} })).items).toMatchObject([
    { state: 'refused', why: expect.stringContaining('nicht mehr da') },
  ]);
  expect((await school.as(pupil).call(unpackingsContract, { query: {} })).items).toEqual([]);
});

test('the list of unpackings takes as many statements with one as with thirty', async () => {
  const { school, pupil } = await withPupil();
  const add = () =>
    school.write((db) =>
      sql`insert into files.unpacking (school_id, id, person_id, context, name, hash, space_id, state, asked_at)
        values (${db.schoolId}, ${newId()}, ${pupil}, 'pupil', 'x.zip', 'x', ${pupil}, 'done', ${school.ctx().now()})`.execute(db),
    );
  await add();
  const one = await school.as(pupil).counted(unpackingsContract, { query: {} });
  for (let count = 0; count < 29; count += 1) await add();
  const many = await school.as(pupil).counted(unpackingsContract, { query: {} });
  expect(many.answer.items).toHaveLength(30);
  expect(many.statements).toBe(one.statements);
});
