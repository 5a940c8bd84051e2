import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import type { SettingValue } from '#kernel/settings/setting.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  endLinkContract,
  linkRulesContract,
  linksContract,
  makeLinkContract,
  openLinkContract,
  ownLinksContract,
} from '../link/contract.ts';
import { linksSetting } from '../settings.ts';
import { binContract, createFolderContract, moveContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { aDocx, fakeOffice } from './fake-office.ts';
import { upload } from './tus-client.ts';

async function withLinks(allowed: SettingValue<typeof linksSetting> = 'adults') {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, linksSetting, allowed));
  const owner = await aPerson(school, { capacities: ['teacher'] });
  const folder = async (name: string, folderId: string | null) =>
    (await school.as(owner).call(createFolderContract, { body: { spaceId: owner, folderId, name } })).id;
  const top = await folder('Ausflug', null);
  const inner = await folder('Bilder', top);
  const client = await school.as(owner).client();
  const fileId = await upload(client, school.slug, 'Plan.txt', Buffer.from('Plan'), { folderId: inner });
  const secret = await aFile(school, owner, { name: 'Geheim.txt' });
  return { school, owner, top, inner, fileId, secret, folder };
}

async function makeLink(school: TestSchool, who: string, fileId: string, password: string | null = null, endsOn = '2026-11-30') {
  const made = await school.as(who).call(makeLinkContract, { params: { fileId }, body: { endsOn, password } });
  return { ...made, token: made.address.split('/s/')[1] ?? '' };
}

const open = (token: string, more: object = {}) => anonymous().call(openLinkContract, { body: { token, ...more } });
const fetchFile = (pass: string, fileId: string) =>
  anonymous().raw({ method: 'GET', url: `/api/files/linked/${fileId}?pass=${encodeURIComponent(pass)}` });

test('whoever has a link opens the folder without a sign-in, down to its files and nowhere else', async () => {
  const { school, owner, top, inner, fileId, secret } = await withLinks();
  const { token, address } = await makeLink(school, owner, top);
  expect(address).toMatch(new RegExp(`/s/${school.slug}-[A-Za-z0-9_-]{43}$`));

  const shown = await open(token);
  expect(shown).toMatchObject({ entry: { id: top, name: 'Ausflug' }, endsAt: '2026-11-30T23:00:00.000Z', items: [{ id: inner }] });
  expect(Object.keys(shown).sort()).toEqual(['endsAt', 'entry', 'items', 'next', 'pass', 'trail']);
  const below = await open(token, { folderId: inner, pass: shown.pass });
  expect(below.trail.map(({ name }) => name)).toEqual(['Ausflug', 'Bilder']);
  expect(below.items).toEqual([{ id: fileId, kind: 'file', name: 'Plan.txt', type: 'text/plain', sizeBytes: 4 }]);
  const file = await fetchFile(shown.pass, fileId);
  expect(file.body).toBe('Plan');
  expect(file.headers).toMatchObject({ 'x-robots-tag': 'noindex, nofollow', 'x-content-type-options': 'nosniff' });

  for (const id of [secret, newId(), inner]) expect((await fetchFile(shown.pass, id)).statusCode).toBe(404);
  await expect(open(token, { folderId: secret })).rejects.toMatchObject({ status: 404 });
  expect((await school.as(owner).call(linksContract, { params: { fileId: top }, query: {} })).items).toMatchObject([
    { opened: 1, alive: true, hasPassword: false },
  ]);
});

test('HTML and SVG behind a link are mere bytes that never run', async () => {
  const { school, owner, top } = await withLinks();
  const client = await school.as(owner).client();
  const page = await upload(client, school.slug, 'Seite.html', Buffer.from('<html><script>alert(1)</script></html>'), { folderId: top });
  const { token } = await makeLink(school, owner, top);
  const { headers } = await fetchFile((await open(token)).pass, page);
  expect(headers['content-type']).toBe('application/octet-stream');
  expect(headers['content-disposition']).toMatch(/^attachment/);
  expect(headers['content-security-policy']).toContain('sandbox');
});

test('everything that opens nothing is one and the same answer, by the same statements', async () => {
  const { school, owner, top } = await withLinks();
  const { token } = await makeLink(school, owner, top);
  const other = await withLinks();
  const foreign = await makeLink(other.school, other.owner, other.top);
  const wrong = [
    `${school.slug}-${'A'.repeat(43)}`,
    `nirgends-${'A'.repeat(43)}`,
    `${school.slug}-${foreign.token.slice(-43)}`,
    token.slice(0, -1),
    '',
    'x',
    `${"'; drop table files.link; --"}-${'A'.repeat(43)}`,
  ];
  const said = (one: string, more: object = {}): Promise<string> =>
    open(one, more).then(
      () => 'opened',
      (fault: { status: number; code: string; data: object }) => JSON.stringify([fault.status, fault.code, fault.data]),
    );
  const answers = new Set<string>();
  for (const one of wrong) answers.add(await said(one));
  answers.add(await said(wrong[0] ?? '', { password: 'geheim' }));
  expect([...answers]).toEqual(['[404,"kernel.not_found",{}]']);
});

test('a password is asked for, a wrong one is refused like a missing one, and guessing is slowed down', async () => {
  const { school, owner, top, fileId } = await withLinks();
  const { token } = await makeLink(school, owner, top, 'Sommerfest');
  const { rows } = await school.write((db) =>
    sql<{
      hash: string;
      token: string;
    }>`select password_hash as hash, token_hash as token from files.link where school_id = ${db.schoolId}`.execute(db),
  );
  expect(rows[0]?.hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(token).not.toContain(rows[0]?.token ?? '-');
  for (const guess of [{}, { password: 'sommerfest' }, { pass: 'x.y.9999999999.z' }])
    await expect(open(token, guess)).rejects.toMatchObject({ status: 403, code: 'files.link_password' });
  const { pass } = await open(token, { password: 'Sommerfest' });
  expect((await open(token, { pass })).entry.id).toBe(top);
  expect((await fetchFile(pass, fileId)).statusCode).toBe(200);

  const other = await makeLink(school, owner, top, 'ganz anders');
  await expect(open(other.token, { pass })).rejects.toMatchObject({ code: 'files.link_password' });
  for (let count = 0; count < 18; count += 1) await open(token, { password: `x${count}` }).catch(() => undefined);
  await expect(open(token, { password: 'Sommerfest' })).rejects.toMatchObject({ status: 429 });
  expect((await open(other.token, { password: 'ganz anders' })).entry.id).toBe(top);
});

test('a link survives a move and ends with its day, its maker, the bin, the person’s leaving and the school’s setting', async () => {
  const { school, owner, top, inner, fileId, folder } = await withLinks();
  const { token, linkId } = await makeLink(school, owner, inner);
  await school.as(owner).call(moveContract, { body: { ids: [inner], spaceId: owner, folderId: await folder('Anderswo', null) } });
  const { pass } = await open(token);
  const isOpen = async () => {
    const opened = await open(token).then(
      () => true,
      () => false,
    );
    expect((await fetchFile(pass, fileId)).statusCode).toBe(opened ? 200 : 404);
    return opened;
  };
  expect(await isOpen()).toBe(true);
  await school.write((db) => saveSetting(db, linksSetting, 'off'));
  expect(await isOpen()).toBe(false);
  await school.write((db) => saveSetting(db, linksSetting, 'adults'));
  expect(await isOpen()).toBe(true);
  await school.write((db) =>
    sql`update people.person set status = 'suspended' where school_id = ${db.schoolId} and id = ${owner}`.execute(db),
  );
  expect(await isOpen()).toBe(false);
  await school.write((db) =>
    sql`update people.person set status = 'active' where school_id = ${db.schoolId} and id = ${owner}`.execute(db),
  );
  await school.as(owner).call(binContract, { body: { ids: [inner] } });
  expect(await isOpen()).toBe(false);
  expect((await school.as(owner).call(ownLinksContract, { query: {} })).items).toMatchObject([{ alive: false }]);

  const again = await makeLink(school, owner, top);
  await school.as(owner).call(endLinkContract, { params: { linkId: again.linkId } });
  await expect(open(again.token)).rejects.toMatchObject({ status: 404 });
  await school.as(owner).call(endLinkContract, { params: { linkId } });

  const short = await makeLink(school, owner, top, null, '2026-11-23');
  expect((await open(short.token)).entry.id).toBe(top);
  await school.write((db) => sql`update files.link set ends_at = '2020-01-01T00:00:00Z' where school_id = ${db.schoolId}`.execute(db));
  await expect(open(short.token)).rejects.toMatchObject({ status: 404 });
});

test('links are off until the school allows them; pupils make some only where all may, and lose them with that', async () => {
  const { school, owner, top } = await withLinks('off');
  expect(await school.as(owner).call(linkRulesContract, {})).toEqual({ allowed: false, mostDays: 30 });
  await expect(makeLink(school, owner, top)).rejects.toMatchObject({ status: 403, code: 'files.links_off' });
  await school.write((db) => saveSetting(db, linksSetting, 'adults'));
  const pupil = await aPerson(school);
  const own = await aFile(school, pupil);
  await expect(makeLink(school, pupil, own)).rejects.toMatchObject({ code: 'files.links_off' });
  await school.write((db) => saveSetting(db, linksSetting, 'all'));
  const { token } = await makeLink(school, pupil, own);
  expect((await open(token)).entry.id).toBe(own);
  await school.write((db) => saveSetting(db, linksSetting, 'adults'));
  await expect(open(token)).rejects.toMatchObject({ status: 404 });
});

test('nobody makes or ends links to what is not theirs; the day must lie within the school’s bounds', async () => {
  const { school, owner, top } = await withLinks();
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  const { linkId } = await makeLink(school, owner, top);
  await expect(makeLink(school, colleague, top)).rejects.toMatchObject({ status: 404 });
  await expect(school.as(colleague).call(endLinkContract, { params: { linkId } })).rejects.toMatchObject({ status: 404 });
  await expect(school.as(colleague).call(linksContract, { params: { fileId: top }, query: {} })).rejects.toMatchObject({ status: 404 });
  expect((await school.as(colleague).call(ownLinksContract, { query: {} })).items).toEqual([]);
  const other = await withLinks();
  await expect(other.school.as(other.owner).call(endLinkContract, { params: { linkId } })).rejects.toMatchObject({ status: 404 });
  const guardian = await aPerson(school, { capacities: ['guardian'] });
  await expect(makeLink(school, guardian, top)).rejects.toMatchObject({ status: 403, code: 'kernel.forbidden' });
  await expect(makeLink(school, owner, top, null, '2026-11-22')).rejects.toMatchObject({ code: 'files.ends_too_early' });
  await expect(makeLink(school, owner, top, null, '2026-12-24')).rejects.toMatchObject({
    code: 'files.ends_too_late',
    data: { mostDays: 30 },
  });
  await makeLink(school, owner, top, null, '2026-12-23');
});

test('what members have handed in is not behind a link to the folder', async () => {
  const { school, owner } = await withLinks();
  const pupil = await aPerson(school);
  const course = await aCourse(school, { teachers: [owner], pupils: [pupil] });
  const { id } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  const handed = await upload(await school.as(pupil).client(), school.slug, 'Anna.txt', Buffer.from('x'), { folderId: id });
  const { token } = await makeLink(school, owner, id);
  const { items, pass } = await open(token);
  expect(items).toEqual([]);
  expect((await fetchFile(pass, handed)).statusCode).toBe(404);
});

test('a pass is no use forged, cut or after its hour', async () => {
  const { school, owner, top, fileId } = await withLinks();
  const { token } = await makeLink(school, owner, top);
  const { pass } = await open(token);
  const [slug, linkId, expires, mac] = pass.split('.');
  for (const forged of [
    `${slug}.${linkId}.${Number(expires) + 9999}.${mac}`,
    `${slug}.${newId()}.${expires}.${mac}`,
    pass.slice(0, -2),
    '',
    'a.b.c.d',
  ])
    expect((await fetchFile(forged, fileId)).statusCode).toBe(404);
  expect((await anonymous().raw({ method: 'GET', url: `/api/files/linked/${fileId}` })).statusCode).toBe(404);
});

test('lists of links take as many statements with one as with ten', async () => {
  const { school, owner, top } = await withLinks();
  await makeLink(school, owner, top);
  const counts = async () => [
    (await school.as(owner).counted(linksContract, { params: { fileId: top }, query: {} })).statements,
    (await school.as(owner).counted(ownLinksContract, { query: {} })).statements,
  ];
  const one = await counts();
  for (let count = 0; count < 9; count += 1) await makeLink(school, owner, top);
  expect(await counts()).toEqual(one);
});

test('what is made of a file is seen behind its link, and with a pass that holds only', async () => {
  const office = fakeOffice();
  const { school, owner, top, secret } = await withLinks();
  const client = await school.as(owner).client();
  const essay = await upload(client, school.slug, 'Aufsatz.docx', await aDocx(), { folderId: top });
  const { pass } = await open((await makeLink(school, owner, top)).token);
  const ask = (key: string, id = essay) =>
    anonymous().raw({ method: 'GET', url: `/api/files/linked/${id}?pass=${encodeURIComponent(key)}&preview=shown` });
  expect((await ask(pass)).statusCode).toBe(202);
  await school.settle();
  office.remove();
  const made = await ask(pass);
  expect([made.statusCode, made.headers['content-type'], made.headers['x-robots-tag']]).toEqual([
    200,
    'application/pdf',
    'noindex, nofollow',
  ]);
  expect([await ask(`${pass}x`), await ask(pass, secret)].map(({ statusCode }) => statusCode)).toEqual([404, 404]);
});
