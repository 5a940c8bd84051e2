import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { auditContract, grantContract, rightsContract, settingsContract } from '../contract.ts';

const right = 'schools.change_settings';

async function aSchoolWithAdmin() {
  const school = await testSchool();
  return { school, admin: await aPerson(school, { capacities: ['school_admin'], firstName: 'Ada', lastName: 'Admin' }) };
}

test('a right given to a role holds with the next request, and taken back it is gone', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  await expect(school.as(teacher).call(settingsContract, {})).rejects.toMatchObject({ status: 403, code: 'kernel.forbidden' });

  await school.as(admin).call(grantContract, { params: { permission: right }, body: { capacity: 'teacher', granted: true } });
  await expect(school.as(teacher).call(settingsContract, {})).resolves.toBeDefined();

  await school.as(admin).call(grantContract, { params: { permission: right }, body: { capacity: 'teacher', granted: null } });
  await expect(school.as(teacher).call(settingsContract, {})).rejects.toMatchObject({ status: 403 });
});

test('the matrix says who has a right by default, who has it now and what is fixed', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  await school.as(admin).call(grantContract, { params: { permission: right }, body: { capacity: 'head', granted: false } });

  const { modules } = await school.as(admin).call(rightsContract, {});

  const rights = modules.find(({ module }) => module === 'schools')?.rights;
  const cells = rights?.find(({ id }) => id === right)?.cells;
  expect(cells?.find(({ capacity }) => capacity === 'head')).toEqual({ capacity: 'head', byDefault: true, granted: false, possible: true });
  expect(cells?.find(({ capacity }) => capacity === 'pupil')).toEqual({
    capacity: 'pupil',
    byDefault: false,
    granted: false,
    possible: false,
  });
  expect(rights?.find(({ id }) => id === 'schools.manage_rights')).toMatchObject({ fixed: true });
});

test('a change is in the audit trail in words, with who made it', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  await school.as(admin).call(grantContract, { params: { permission: right }, body: { capacity: 'teacher', granted: true } });

  const { items } = await school.as(admin).call(auditContract, { query: { act: 'schools.right_changed' } });

  expect(items).toMatchObject([
    { actor: { kind: 'person', id: admin, name: 'Ada Admin' }, text: 'Recht »Einstellungen der Schule ändern« für Lehrkräfte: gegeben' },
  ]);
});

test('fixed rights cannot be changed, and rights of work cannot be given to pupils or guardians', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const change = (permission: string, capacity: 'pupil' | 'guardian' | 'teacher') =>
    school.as(admin).call(grantContract, { params: { permission }, body: { capacity, granted: true } });

  await expect(change('schools.manage_rights', 'teacher')).rejects.toMatchObject({ status: 409, code: 'schools.fixed_right' });
  await expect(change(right, 'pupil')).rejects.toMatchObject({ status: 422, code: 'schools.not_for_capacity' });
  await expect(change(right, 'guardian')).rejects.toMatchObject({ status: 422, code: 'schools.not_for_capacity' });
  await expect(change('schools.no_such_right', 'teacher')).rejects.toMatchObject({ status: 404 });
});

test('without a second factor nobody changes rights', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const attempt = school
    .as({ personId: admin, strong: false })
    .call(grantContract, { params: { permission: right }, body: { capacity: 'teacher', granted: true } });
  await expect(attempt).rejects.toMatchObject({ status: 403, code: 'kernel.second_factor_needed' });
});

test('another school neither sees nor feels it', async () => {
  const { school, admin } = await aSchoolWithAdmin();
  const other = await aSchoolWithAdmin();
  const otherTeacher = await aPerson(other.school, { capacities: ['teacher'] });
  await school.as(admin).call(grantContract, { params: { permission: right }, body: { capacity: 'teacher', granted: true } });

  await expect(other.school.as(otherTeacher).call(settingsContract, {})).rejects.toMatchObject({ status: 403 });
  const { items } = await other.school.as(other.admin).call(auditContract, { query: {} });
  expect(items.filter(({ act }) => act === 'schools.right_changed')).toEqual([]);
});
