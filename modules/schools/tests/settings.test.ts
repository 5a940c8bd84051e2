import { expect, test } from 'vitest';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  auditContract,
  modulesContract,
  saveSchoolContract,
  saveSettingContract,
  settingsContract,
  switchModuleContract,
} from '../contract.ts';

const contentInMail = { settingId: 'notices.content_in_mail' };
const quietHours = { settingId: 'notices.quiet_hours' };

async function aSchoolWithAdmin() {
  const school = await testSchool();
  return { school, admin: await aPerson(school, { capacities: ['school_admin'] }) };
}

async function settingNow(school: Awaited<ReturnType<typeof testSchool>>, admin: string, id: string) {
  const { modules } = await school.as(admin).call(settingsContract, {});
  const found = modules.flatMap(({ settings }) => settings).find((setting) => setting.id === id);
  return found === undefined ? undefined : { value: found.value, own: found.own };
}

test('a setting is shown with its default, set by the school, and taken back', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  expect(await settingNow(school, admin, contentInMail.settingId)).toEqual({ value: false, own: false });

  await school.as(admin).call(saveSettingContract, { params: contentInMail, body: { value: true } });
  expect(await settingNow(school, admin, contentInMail.settingId)).toEqual({ value: true, own: true });

  await school.as(admin).call(saveSettingContract, { params: contentInMail, body: { reset: true } });
  expect(await settingNow(school, admin, contentInMail.settingId)).toEqual({ value: false, own: false });
  const { items } = await school.as(admin).call(auditContract, { query: { act: 'schools.setting_changed' } });
  expect(items).toHaveLength(2);
});

test('choices and parts are called by words in the language of who asks', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const wordsOf = async (id: string, language: string) => {
    const client = await school.as(admin).client();
    const { modules } = await client.call(settingsContract, {}, { headers: { 'accept-language': language } });
    return modules.flatMap(({ settings }) => settings).find((setting) => setting.id === id)?.words;
  };
  expect(await wordsOf('files.links', 'de')).toEqual({
    off: 'Niemand, und bestehende Links sind zu',
    adults: 'Nur Erwachsene der Schule',
    all: 'Auch Lernende',
  });
  expect(await wordsOf('files.links', 'en')).toMatchObject({ adults: 'Adults of the school only' });
  expect(await wordsOf('notices.quiet_hours', 'en')).toMatchObject({ from: 'from', to: 'to' });
});

test('a setting made of several parts keeps them together', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const value = { on: true, from: '20:00', to: '06:30', weekends: false };
  await school.as(admin).call(saveSettingContract, { params: quietHours, body: { value } });
  expect(await settingNow(school, admin, quietHours.settingId)).toEqual({ value, own: true });
});

test('the ends of lessons are a list of times, each once', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const ends = { settingId: 'identities.lesson_ends' };
  const set = (value: unknown) => school.as(admin).call(saveSettingContract, { params: ends, body: { value } });
  expect((await settingNow(school, admin, ends.settingId))?.value).toHaveLength(10);
  await set(['09:30', '11:15', '13:00']);
  expect(await settingNow(school, admin, ends.settingId)).toEqual({ value: ['09:30', '11:15', '13:00'], own: true });
  await set([]);
  for (const wrong of [['9:30'], ['24:00'], [''], ['09:30', '09:30'], '09:30', Array.from({ length: 21 }, (_, at) => `08:${10 + at}`)])
    await expect(set(wrong)).rejects.toMatchObject({ status: 400, code: 'kernel.bad_request' });
  expect(await settingNow(school, admin, ends.settingId)).toEqual({ value: [], own: true });
});

test('a value that does not fit is refused and nothing is stored', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const set = (params: { settingId: string }, value: unknown) => school.as(admin).call(saveSettingContract, { params, body: { value } });

  await expect(set(contentInMail, 'yes')).rejects.toMatchObject({ status: 400, code: 'kernel.bad_request' });
  await expect(set(quietHours, { on: true, from: '25:00', to: '07:00', weekends: true })).rejects.toMatchObject({ status: 400 });
  await expect(set(quietHours, { on: true, from: '19:00', to: '07:00', weekends: true, more: 1 })).rejects.toMatchObject({ status: 400 });
  expect(await settingNow(school, admin, quietHours.settingId)).toMatchObject({ own: false });
});

test('settings of the operator can be neither seen nor set by a school', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  expect(await settingNow(school, admin, 'notices.push_hosts')).toBeUndefined();
  const attempt = school
    .as(admin)
    .call(saveSettingContract, { params: { settingId: 'notices.push_hosts' }, body: { value: ['evil.example'] } });
  await expect(attempt).rejects.toMatchObject({ status: 404 });
});

test('name and colour of the school are seen at once by everybody', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  await school.as(admin).call(saveSchoolContract, { body: { name: 'Neue Schule', accent: '#3b4fa0' } });

  const shell = await school.as(await aPerson(school)).call(shellContract, {});
  expect(shell.school).toMatchObject({ name: 'Neue Schule', accent: '#3b4fa0' });

  await school.as(admin).call(saveSchoolContract, { body: { accent: null } });
  expect((await school.as(admin).call(shellContract, {})).school).toMatchObject({ name: 'Neue Schule', accent: null });
});

test('services that belong to every school cannot be switched off', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const { modules } = await school.as(admin).call(modulesContract, {});
  expect(modules.find(({ id }) => id === 'schools')).toMatchObject({ on: true, switchable: false });

  const attempt = school.as(admin).call(switchModuleContract, { params: { moduleId: 'people' }, body: { on: false } });
  await expect(attempt).rejects.toMatchObject({ status: 409, code: 'schools.not_switchable' });
  await expect(school.as(admin).call(switchModuleContract, { params: { moduleId: 'nothing' }, body: { on: false } })).rejects.toMatchObject(
    { status: 404 },
  );
});

test('a teacher, a pupil and somebody of another school come to none of it', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school);
  for (const person of [teacher, pupil]) {
    await expect(school.as(person).call(saveSettingContract, { params: contentInMail, body: { value: true } })).rejects.toMatchObject({
      status: 403,
    });
    await expect(school.as(person).call(saveSchoolContract, { body: { name: 'X' } })).rejects.toMatchObject({ status: 403 });
    await expect(school.as(person).call(auditContract, { query: {} })).rejects.toMatchObject({ status: 403 });
  }
  const other = await aSchoolWithAdmin();
  const stranger = await other.school.as(other.admin).client();
  const answer = await stranger.raw({ method: 'GET', url: `/api/${school.slug}/settings` });
  expect(answer.statusCode).toBe(404);
  expect(await settingNow(school, admin, contentInMail.settingId)).toEqual({ value: false, own: false });
});

test('a service switched off is gone from menu and routes at once, and back with all it held', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const off = { params: { moduleId: 'assignments' }, body: { on: false } };
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const client = await school.as(teacher).client();
  const asked = async () => (await client.raw({ method: 'GET', url: `/api/${school.slug}/assignments` })).statusCode;
  expect(await asked()).toBe(200);
  expect((await school.as(teacher).call(shellContract, {})).modules).toContain('assignments');

  await school.as(admin).call(switchModuleContract, off);
  expect(await asked()).toBe(404);
  expect((await school.as(teacher).call(shellContract, {})).modules).not.toContain('assignments');

  await school.as(admin).call(switchModuleContract, { ...off, body: { on: true } });
  expect(await asked()).toBe(200);
  const { items } = await school.as(admin).call(auditContract, { query: {} });
  expect(items.map(({ text }) => text).filter((text) => text.startsWith('Dienst'))).toEqual([
    'Dienst »Aufgaben« eingeschaltet',
    'Dienst »Aufgaben« ausgeschaltet',
  ]);
});
