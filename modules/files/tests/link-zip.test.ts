import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { endLinkContract, linksContract, makeLinkContract, openLinkContract } from '../link/contract.ts';
import { linksSetting } from '../settings.ts';
import { binContract, createFolderContract, moveContract } from '../tree/contract.ts';
import { walkTree } from '../zip/walk.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';
import { contentsOfZip } from './zip-build.ts';

/** A teacher with the folders Ausflug/Bilder, a file in each, and a private file and folder beside them. */
async function withFolder() {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, linksSetting, 'adults'));
  const owner = await aPerson(school, { capacities: ['teacher'] });
  const folder = async (name: string, folderId: string | null, spaceId = owner) =>
    (await school.as(owner).call(createFolderContract, { body: { spaceId, folderId, name } })).id;
  const top = await folder('Ausflug', null);
  const inner = await folder('Bilder', top);
  const client = await school.as(owner).client();
  const plan = await upload(client, school.slug, 'Plan.txt', Buffer.from('Plan'), { folderId: top });
  const photo = await upload(client, school.slug, 'See ä.txt', Buffer.from('See'), { folderId: inner });
  const secret = await aFile(school, owner, { name: 'Geheim.txt' });
  const outside = await folder('Privat', null);
  return { school, owner, client, folder, top, inner, plan, photo, secret, outside };
}

async function linkTo(school: TestSchool, who: string, fileId: string, password: string | null = null) {
  const { address, linkId } = await school.as(who).call(makeLinkContract, { params: { fileId }, body: { endsOn: '2026-11-30', password } });
  const token = address.split('/s/')[1] ?? '';
  const opened = await anonymous().call(openLinkContract, { body: { token, ...(password !== null && { password }) } });
  return { token, linkId, pass: opened.pass };
}

const zipOf = (folderId: string, pass?: string, headers: Record<string, string> = {}) =>
  anonymous().raw({
    method: 'GET',
    url: `/api/files/linked/${folderId}/zip${pass === undefined ? '' : `?pass=${encodeURIComponent(pass)}`}`,
    headers,
  });

test('who has opened a link takes its folder, or one below it, as a zip with all that lies in it and nothing else', async () => {
  const { school, owner, client, folder, top, inner } = await withFolder();
  await folder('leer', inner);
  const binned = await upload(client, school.slug, 'weg.txt', Buffer.from('weg'), { folderId: inner });
  await school.as(owner).call(binContract, { body: { ids: [binned] } });
  const { pass } = await linkTo(school, owner, top);

  const answer = await zipOf(top, pass);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''Ausflug.zip");
  expect(await contentsOfZip(answer.rawPayload)).toEqual({
    'Ausflug/': '',
    'Ausflug/Bilder/': '',
    'Ausflug/Bilder/leer/': '',
    'Ausflug/Bilder/See ä.txt': 'See',
    'Ausflug/Plan.txt': 'Plan',
  });
  expect(Object.keys(await contentsOfZip((await zipOf(inner, pass)).rawPayload))).toEqual(['Bilder/', 'Bilder/leer/', 'Bilder/See ä.txt']);
  expect((await school.as(owner).call(linksContract, { params: { fileId: top }, query: {} })).items).toMatchObject([{ opened: 1 }]);
});

test('nothing that lies elsewhere comes out, whatever id is asked for', async () => {
  const { school, owner, top, inner, plan, secret, outside } = await withFolder();
  const { pass } = await linkTo(school, owner, inner);
  const other = await withFolder();
  const foreign = await linkTo(other.school, other.owner, other.top);
  for (const [folderId, by] of [
    [top, pass],
    [outside, pass],
    [secret, pass],
    [plan, pass],
    [owner, pass],
    [newId(), pass],
    ['x', pass],
    [inner, foreign.pass],
    [other.top, pass],
    [inner, `${pass}x`],
    [inner, ''],
    [inner, undefined],
  ] as const)
    expect((await zipOf(folderId, by)).json()).toMatchObject({ code: 'kernel.not_found' });
  const file = await linkTo(school, owner, plan);
  expect((await zipOf(plan, file.pass)).statusCode).toBe(404);
});

test('a zip asks for the password and the end of its link as everything behind it does', async () => {
  const { school, owner, top } = await withFolder();
  const open = await linkTo(school, owner, top);
  const { pass, linkId } = await linkTo(school, owner, top, 'Sommerfest');
  expect((await zipOf(top, pass)).statusCode).toBe(200);
  // the pass of the link without a password is not one of the other
  const [slug, , expires, mac] = open.pass.split('.');
  expect((await zipOf(top, `${slug}.${linkId}.${expires}.${mac}`)).statusCode).toBe(404);

  await school.write((db) => saveSetting(db, linksSetting, 'off'));
  expect((await zipOf(top, pass)).statusCode).toBe(404);
  await school.write((db) => saveSetting(db, linksSetting, 'adults'));
  await school.write((db) =>
    sql`update files.link set ends_at = '2020-01-01T00:00:00Z' where school_id = ${db.schoolId} and id = ${linkId}`.execute(db),
  );
  expect((await zipOf(top, pass)).statusCode).toBe(404);
  expect((await zipOf(top, open.pass)).statusCode).toBe(200);
  await school.as(owner).call(endLinkContract, { params: { linkId: open.linkId } });
  expect((await zipOf(top, open.pass)).statusCode).toBe(404);
});

test('hand-ins stay out, and harmful files are left out and named in the language of who asks', async () => {
  const { school, owner, folder } = await withFolder();
  const pupil = await aPerson(school);
  const course = await aCourse(school, { teachers: [owner], pupils: [pupil] });
  const { id: handIn } = await school
    .as(owner)
    .call(createFolderContract, { body: { spaceId: course, folderId: null, name: 'Abgabe', part: 'hand_in' } });
  const inner = await folder('Blatt', handIn, course);
  await upload(await school.as(pupil).client(), school.slug, 'Anna.txt', Buffer.from('x'), { folderId: inner });
  const client = await school.as(owner).client();
  await upload(client, school.slug, 'gut.txt', Buffer.from('gut'), { folderId: inner });
  const bad = await upload(client, school.slug, 'schlecht.txt', Buffer.from('schlecht'), { folderId: inner });
  await school.write((db) => sql`update files.file set state = 'locked' where school_id = ${db.schoolId} and id = ${bad}`.execute(db));
  const { pass } = await linkTo(school, owner, handIn);

  const found = await contentsOfZip((await zipOf(handIn, pass)).rawPayload);
  expect(Object.keys(found)).toEqual(['Abgabe/', 'Abgabe/Blatt/', 'Abgabe/Blatt/gut.txt', 'Nicht enthalten.txt']);
  expect(found['Nicht enthalten.txt']).toContain('Abgabe/Blatt/schlecht.txt');
  const english = await contentsOfZip((await zipOf(handIn, pass, { 'accept-language': 'en' })).rawPayload);
  expect(Object.keys(english)).toContain('Left out.txt');
});

test('a zip ends where its link does, and what is moved out meanwhile does not come', async () => {
  const { school, owner, top, inner, outside } = await withFolder();
  const { pass } = await linkTo(school, owner, top);
  await school.as(owner).call(moveContract, { body: { ids: [inner], spaceId: owner, folderId: outside } });
  expect(Object.keys(await contentsOfZip((await zipOf(top, pass)).rawPayload))).toEqual(['Ausflug/', 'Ausflug/Plan.txt']);

  // page by page: what a walker no longer sees ends the walk
  let pages = 0;
  const walk = walkTree(
    {
      now: () => new Date(0),
      page: (_level, rows) => {
        pages += 1;
        if (pages > 1) throw new Error('no longer seen');
        return school.write((db) => rows(db, sql`e.id = ${top}`));
      },
    },
    { ids: [top] },
    () => ({ name: '', bytes: Buffer.alloc(0) }),
  );
  expect((await walk.next()).value).toMatchObject({ path: 'Ausflug/' });
  await expect(walk.next()).rejects.toThrow('no longer seen');
});
