import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract } from '../contract.ts';
import { namesIn } from '../dav/address.ts';
import { dropLeftovers } from '../dav/leftovers.ts';
import { binListContract, createFolderContract, folderContract } from '../tree/contract.ts';
import { versionsContract } from '../versions/contract.ts';
import { aDrive, destination, own } from './dav-client.ts';

const put = (body: string | Buffer, headers = {}) => ({ body, headers: { 'content-type': 'application/octet-stream', ...headers } });

test('what lies on the drive is what the page shows, with versions and the bin', async () => {
  const drive = await aDrive();
  const me = drive.school.as(drive.personId);
  expect((await drive.ask('PUT', `${own}/Blatt.txt`, put('eins'))).status).toBe(201);
  expect((await drive.ask('PUT', `${own}/Blatt.txt`, put('zwei'))).status).toBe(204);
  const { items } = await me.call(folderContract, { query: {} });
  expect(items.map(({ name, versions }) => [name, versions])).toEqual([['Blatt.txt', 1]]);
  const fileId = items[0]?.id ?? '';
  expect((await me.call(versionsContract, { params: { fileId }, query: {} })).items.length).toBe(1);
  await me.call(renameContract, { params: { fileId }, body: { name: 'Arbeitsblatt.txt' } });
  expect(await drive.names(`${own}/`)).toEqual(['Arbeitsblatt.txt']);
  expect((await drive.ask('GET', `${own}/arbeitsblatt.TXT`)).body).toBe('zwei');
  expect((await drive.ask('DELETE', `${own}/Arbeitsblatt.txt`)).status).toBe(204);
  expect((await me.call(binListContract, { query: {} })).items.map(({ name }) => name)).toEqual(['Arbeitsblatt.txt']);
});

test('a move keeps the id, so links to it go on working', async () => {
  const drive = await aDrive();
  const me = drive.school.as(drive.personId);
  await drive.ask('PUT', `${own}/a.txt`, put('Inhalt'));
  await drive.ask('MKCOL', `${own}/Ordner/`);
  const before = (await me.call(folderContract, { query: {} })).items.find(({ name }) => name === 'a.txt');
  const moved = await drive.ask('MOVE', `${own}/a.txt`, { headers: { destination: destination(drive, `${own}/Ordner/b.txt`) } });
  expect(moved.status).toBe(201);
  const folderId = (await me.call(folderContract, { query: {} })).items[0]?.id ?? '';
  const { items } = await me.call(folderContract, { query: { folderId } });
  expect(items).toMatchObject([{ id: before?.id, name: 'b.txt' }]);
});

test('courses stand beside one’s own files; a member only reads what is only read, and others see nothing of it', async () => {
  const school = await testSchool();
  const [teacher, pupil] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school)];
  const courseId = await aCourse(school, { name: 'Mathe 5a/5b', teachers: [teacher], pupils: [pupil] });
  const lead = await aDrive({ school, personId: teacher });
  const [place = ''] = (await lead.names('/')).filter((name) => name !== 'Eigene Dateien');
  expect(place).toMatch(/^Mathe 5a.5b$/);
  const root = `/${encodeURIComponent(place)}`;
  expect((await lead.ask('PUT', `${root}/Blatt.txt`, put('für alle'))).status).toBe(201);
  await school.as(teacher).call(createFolderContract, { body: { spaceId: courseId, folderId: null, name: 'Abgabe', part: 'hand_in' } });

  const member = await aDrive({ school, personId: pupil });
  expect((await member.ask('GET', `${root}/Blatt.txt`)).body).toBe('für alle');
  expect((await member.ask('PUT', `${root}/Blatt.txt`, put('verändert'))).status).toBe(403);
  expect((await member.ask('DELETE', `${root}/Blatt.txt`)).status).toBe(403);
  expect((await member.ask('MKCOL', `${root}/Meins`)).status).toBe(403);
  expect((await member.ask('PUT', `${root}/Abgabe/Lösung.txt`, put('x = 3'))).status).toBe(201);
  const [shown = ''] = await lead.names(`${root}/Abgabe/`);
  expect(shown).toMatch(/ - Lösung\.txt$/);
  expect((await lead.ask('GET', `${root}/Abgabe/${encodeURIComponent(shown)}`)).body).toBe('x = 3');

  // as if the place did not exist
  for (const stranger of [await aDrive({ school }), await aDrive()])
    for (const method of ['GET', 'PROPFIND', 'DELETE', 'LOCK', 'MKCOL', 'PUT']) {
      const body = method === 'LOCK' ? put(lockBody) : method === 'PUT' ? put('x') : {};
      const missing = (await stranger.ask(method, '/Gibt%20es%20nicht/Blatt.txt', body)).status;
      expect((await stranger.ask(method, `${root}/Blatt.txt`, body)).status, method).toBe(missing);
      expect(missing).toBeGreaterThanOrEqual(404);
    }
});

const lockBody = `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>`;

test('a lock keeps colleagues out of a shared file, also when they know its token, and ends by itself', async () => {
  const school = await testSchool();
  const [one, other] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  await aCourse(school, { name: 'Bio', teachers: [one, other] });
  const [first, second] = [await aDrive({ school, personId: one }), await aDrive({ school, personId: other })];
  await first.ask('PUT', '/Bio/Plan.txt', put('1'));
  const locked = await first.ask('LOCK', '/Bio/Plan.txt', put(lockBody, { timeout: 'Second-600' }));
  const token = String(locked.headers['lock-token']);
  expect(token).toMatch(/^<urn:uuid:/);
  expect((await second.ask('PUT', '/Bio/Plan.txt', put('2'))).status).toBe(423);
  expect((await second.ask('PUT', '/Bio/Plan.txt', put('2', { if: `(${token})` }))).status).toBe(423);
  expect((await second.ask('UNLOCK', '/Bio/Plan.txt', { headers: { 'lock-token': token } })).status).toBe(409);
  expect((await first.ask('PUT', '/Bio/Plan.txt', put('3', { if: `(${token})` }))).status).toBe(204);
  school.at('2026-11-23T07:20:00Z');
  expect((await second.ask('PUT', '/Bio/Plan.txt', put('4'))).status).toBe(204);
});

test.each([
  ['/Eigene%20Dateien/a%2Fb.txt', 400],
  ['/Eigene%20Dateien/a%00b.txt', 400],
  ['/Eigene%20Dateien/%ff.txt', 400],
  ['/neu.txt', 403],
  ['/Eigene%20Dateien/fehlt/neu.txt', 409],
  ['/Anderer%20Ort/neu.txt', 409],
])('nothing is put at %s', async (path, status) => {
  const drive = await aDrive();
  expect((await drive.ask('PUT', path, put('x'))).status).toBe(status);
  expect(await drive.names(`${own}/`)).toEqual([]);
});

test('an address with steps upwards is none', () => {
  for (const path of ['/dav/s/Eigene%20Dateien/../../../etc/passwd', '/dav/s/a/%2e%2e/b', '/dav/s/./a', '/dav/s/a%2f..%2fb', 'dav/s/a'])
    expect(() => namesIn(path, '/dav/s', 'h')).toThrow('WebDAV 400');
  expect(() => namesIn('/dav/t/a', '/dav/s', 'h')).toThrow('WebDAV 502');
  expect(namesIn('http://h:80/dav/s/%C3%A4%20b/', '/dav/s', 'h')).toEqual(['ä b']);
});

test('nothing is moved to another server, school or place that is not one’s own', async () => {
  const drive = await aDrive();
  const other = await aDrive();
  await drive.ask('PUT', `${own}/a.txt`, put('x'));
  const to = async (target: string) => (await drive.ask('MOVE', `${own}/a.txt`, { headers: { destination: target } })).status;
  expect(await to(`http://boese.example/dav/${drive.school.slug}${own}/b.txt`)).toBe(502);
  expect(await to(destination(other, `${own}/b.txt`))).toBe(502);
  expect(await to(destination(drive, '/Kollegium/b.txt'))).toBe(409);
  expect(await to(destination(drive, '/b.txt'))).toBe(403);
  expect(await drive.names(`${own}/`)).toEqual(['a.txt']);
});

test('programs and pages that run are refused or made harmless, as on the page', async () => {
  const drive = await aDrive();
  expect((await drive.ask('PUT', `${own}/setup.exe`, put('MZ'))).status).toBe(415);
  await drive.ask('PUT', `${own}/seite.html`, put('<script>alert(1)</script>'));
  const { headers } = await drive.ask('GET', `${own}/seite.html`);
  expect(headers['content-type']).toBe('application/octet-stream');
  expect(headers['content-security-policy']).toContain('sandbox');
});

test('XML that grows by entities, or is none, is refused', async () => {
  const drive = await aDrive();
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><D:propfind xmlns:D="DAV:"><D:prop><x>&b;</x></D:prop></D:propfind>';
  // well formed, but for its DTD
  const typed = '<!DOCTYPE propfind><D:propfind xmlns:D="DAV:"><D:allprop/></D:propfind>';
  for (const body of [bomb, typed, '<D:propfind', '<propfind/>', '<D:propfind xmlns:D="DAV:"><D:prop><x:y/></D:prop></D:propfind>'])
    expect((await drive.ask('PROPFIND', `${own}/`, { body, headers: { depth: '0', 'content-type': 'text/xml' } })).status).toBe(400);
  const long = `<D:propfind xmlns:D="DAV:"><D:allprop/>${' '.repeat(300_000)}</D:propfind>`;
  expect((await drive.ask('PROPFIND', `${own}/`, { body: long, headers: { depth: '0', 'content-type': 'text/xml' } })).status).toBe(413);
});

test('a folder of 10,000 files is listed in few statements and whole', { timeout: 60_000 }, async () => {
  const drive = await aDrive();
  await drive.ask('PUT', `${own}/vorlage.txt`, put('x'));
  await drive.school.write((db) =>
    sql`with template as (select * from files.file where school_id = ${db.schoolId} and owner_id = ${drive.personId}),
      made as (insert into files.file (school_id, id, owner_id, made_by, name, type, size_bytes, hash, state, made_at)
        select t.school_id, gen_random_uuid(), t.owner_id, t.made_by, 'Datei ' || n, t.type, t.size_bytes, t.hash, t.state, t.made_at
        from template t, generate_series(1, 9999) n returning *)
      insert into files.entry (school_id, id, kind, owner_id, name, made_by, changed_at)
        select school_id, id, 'file', owner_id, name, made_by, made_at from made`.execute(db),
  );
  expect((await drive.names(`${own}/`)).length).toBe(10_000);
  expect((await drive.ask('GET', `${own}/Datei%207777`)).body).toBe('x');
});

test('bytes of a PUT that was cut off go after a day, those under way stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dav-'));
  try {
    for (const name of ['dav-old', 'dav-new', 'upload']) writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, 'dav-old'), 1, 1);
    utimesSync(join(folder, 'upload'), 1, 1);
    await dropLeftovers(folder, new Date(Date.now() - 3_600_000));
    expect(readdirSync(folder)).toEqual(['dav-new', 'upload']);
    await dropLeftovers(join(folder, 'missing'), new Date());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('whoever may not keep files has no drive', async () => {
  const school = await testSchool();
  const drive = await aDrive({ school, personId: await aPerson(school, { capacities: ['guardian'] }) });
  for (const method of ['PROPFIND', 'PUT', 'OPTIONS']) expect((await drive.ask(method, '/')).status, method).toBe(403);
});
