import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { saveDivisionContract, saveSiteContract, saveYearContract, structureContract } from '../contract.ts';
import { schoolYearOn } from '../school-years.ts';

async function aSchoolWithOffice() {
  const school = await testSchool();
  return { school, office: await aPerson(school, { capacities: ['office'] }) };
}

const open = (name: string) => ({ name, shortName: null, closed: false });

test('the office adds divisions and sites, closes one, and may use its name again', async () => {
  const { school, office } = await aSchoolWithOffice();
  const first = newId();
  await school.as(office).call(saveDivisionContract, { params: { divisionId: first }, body: open('Sekundarstufe I') });
  await school.as(office).call(saveDivisionContract, { params: { divisionId: first }, body: open('Sekundarstufe I') });
  await school.as(office).call(saveSiteContract, { params: { siteId: newId() }, body: { ...open('Altbau'), address: 'Schulweg 1' } });

  const again = school.as(office).call(saveDivisionContract, { params: { divisionId: newId() }, body: open('sekundarstufe i') });
  await expect(again).rejects.toMatchObject({ status: 409, code: 'schools.name_taken' });
  await school.as(office).call(saveDivisionContract, { params: { divisionId: first }, body: { ...open('Sekundarstufe I'), closed: true } });
  await school.as(office).call(saveDivisionContract, { params: { divisionId: newId() }, body: open('Sekundarstufe I') });

  const { divisions, sites } = await school.as(office).call(structureContract, {});
  expect(divisions.map(({ name, closed }) => ({ name, closed }))).toEqual([
    { name: 'Sekundarstufe I', closed: false },
    { name: 'Sekundarstufe I', closed: true },
  ]);
  expect(sites).toMatchObject([{ name: 'Altbau', address: 'Schulweg 1' }]);
});

test('a division of another school can be neither seen nor overwritten', async () => {
  const { school, office } = await aSchoolWithOffice();
  const other = await aSchoolWithOffice();
  const id = newId();
  await school.as(office).call(saveDivisionContract, { params: { divisionId: id }, body: open('Unsere') });
  await other.school.as(other.office).call(saveDivisionContract, { params: { divisionId: id }, body: open('Ihre') });

  expect((await school.as(office).call(structureContract, {})).divisions).toMatchObject([{ name: 'Unsere' }]);
  expect((await other.school.as(other.office).call(structureContract, {})).divisions).toMatchObject([{ name: 'Ihre' }]);
});

test('a year nobody has set runs from August to July, with its half at the beginning of February', async () => {
  const { school, office } = await aSchoolWithOffice();
  const { years } = await school.as(office).call(structureContract, {});
  expect(years.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028]);
  expect(years[1]).toEqual({ year: 2026, firstDay: '2026-08-01', lastDay: '2027-07-31', secondHalfFrom: '2027-02-01', own: false });
});

test('a year the school has set decides in which half a day lies', async () => {
  const { school, office } = await aSchoolWithOffice();
  await school.as(office).call(saveYearContract, {
    params: { year: 2026 },
    body: { firstDay: '2026-08-01', lastDay: '2027-07-31', secondHalfFrom: '2027-01-30' },
  });

  expect(await school.ctx().read((db) => schoolYearOn(db, '2027-01-29'))).toMatchObject({ year: 2026, half: 1 });
  expect(await school.ctx().read((db) => schoolYearOn(db, '2027-01-30'))).toMatchObject({ year: 2026, half: 2 });
  expect(await school.ctx().read((db) => schoolYearOn(db, '2027-08-01'))).toMatchObject({ year: 2027, half: 1, own: false });
});

test.each([
  ['the half lies outside', { firstDay: '2026-08-01', lastDay: '2027-07-31', secondHalfFrom: '2027-08-01' }],
  ['the days are reversed', { firstDay: '2026-08-01', lastDay: '2025-07-31', secondHalfFrom: '2027-02-01' }],
  ['there is no such day', { firstDay: '2026-08-01', lastDay: '2027-07-31', secondHalfFrom: '2027-02-30' }],
  ['it begins in another year', { firstDay: '2027-08-01', lastDay: '2028-07-31', secondHalfFrom: '2028-02-01' }],
])('a year is refused when %s', async (_, body) => {
  const { school, office } = await aSchoolWithOffice();
  await expect(school.as(office).call(saveYearContract, { params: { year: 2026 }, body })).rejects.toMatchObject({
    status: 422,
    code: 'schools.year_days',
  });
});

test('a teacher cannot change the structure', async () => {
  const { school } = await aSchoolWithOffice();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  await expect(school.as(teacher).call(structureContract, {})).rejects.toMatchObject({ status: 403 });
});
