import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Body } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { seedFreeDays } from '../demo/free-days.ts';
import { freeDaysContract, removeFreeDaysContract, restoreFreeDaysContract, saveFreeDaysContract } from '../free-days/contract.ts';

type Wish = Body<typeof saveFreeDaysContract>;
const bridge: Wish = { kind: 'movable', name: 'Brückentag', nameEn: null, firstDay: '2026-11-23', lastDay: '2026-11-24' };

async function anOffice() {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const save = async (body: Wish, id = newId()) => {
    await sent(school, office, body, id);
    return id;
  };
  const names = async (query: { schoolYear?: number; show?: 'all' | 'removed' } = {}) =>
    (await school.as(office).call(freeDaysContract, { query })).items.map(({ name }) => name);
  return { school, office, save, names };
}

const sent = (school: TestSchool, who: string, body: Wish, id: string) =>
  school.as(who).call(saveFreeDaysContract, { params: { freeSpanId: id }, body });

/** What Heute says about the day, as somebody's browser gets it. */
async function dayOf(school: TestSchool, who: string) {
  const response = await (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}/start` });
  const { today } = response.json<{ today: { dayKind: string; holiday: string | null; nextSchoolDay: string } }>();
  return [today.dayKind, today.holiday, today.nextSchoolDay];
}

test('free days are entered, changed, removed and brought back, and Heute knows at once', async () => {
  const { school, save, names } = await anOffice();
  const pupil = await aPerson(school);
  expect(await dayOf(school, pupil)).toEqual(['school', null, '2026-11-24']);
  const id = await save(bridge);
  expect(await dayOf(school, pupil)).toEqual(['holiday', 'Brückentag', '2026-11-25']);
  await save({ ...bridge, name: ' Konferenztage ', lastDay: '2026-11-27' }, id);
  expect(await dayOf(school, pupil)).toEqual(['holiday', 'Konferenztage', '2026-11-30']);
  const params = { freeSpanId: id };
  const office = await aPerson(school, { capacities: ['head'] });
  await school.as(office).call(removeFreeDaysContract, { params });
  await school.as(office).call(removeFreeDaysContract, { params });
  expect(await dayOf(school, pupil)).toEqual(['school', null, '2026-11-24']);
  expect([await names(), await names({ show: 'removed' })]).toEqual([[], ['Konferenztage']]);
  await school.as(office).call(restoreFreeDaysContract, { params });
  expect(await dayOf(school, pupil)).toEqual(['holiday', 'Konferenztage', '2026-11-30']);
  const acts = await school.write((db) =>
    sql<{ act: string }>`select act from kernel.audit where school_id = ${school.id} and act like 'timetable.%' order by at, id`.execute(
      db,
    ),
  );
  expect(acts.rows.map(({ act }) => act.split('.')[1])).toEqual([
    'free_days_added',
    'free_days_changed',
    'free_days_removed',
    'free_days_restored',
  ]);
});

test('a list is of one school year, as the school counts it; what reaches into two stands in both', async () => {
  const { save, names } = await anOffice();
  await save({ ...bridge, kind: 'school_holidays', name: 'Sommer', firstDay: '2027-07-08', lastDay: '2027-08-18' });
  await save(bridge);
  await save({ ...bridge, name: 'früher', firstDay: '2026-07-31', lastDay: '2026-07-31' });
  expect(await names()).toEqual(['Brückentag', 'Sommer']);
  expect(await names({ schoolYear: 2027 })).toEqual(['Sommer']);
  expect(await names({ schoolYear: 2025 })).toEqual(['früher']);
});

test.each([
  ['in the wrong order', '2026-11-24', '2026-11-23'],
  ['that do not exist', '2026-02-29', '2026-03-01'],
  ['of half a year', '2026-01-01', '2026-06-30'],
  ['long ago', '1999-12-31', '1999-12-31'],
])('days %s are refused, and nothing is stored', async (_what, firstDay, lastDay) => {
  const { school, save } = await anOffice();
  await expect(save({ ...bridge, firstDay, lastDay })).rejects.toMatchObject({ status: 422, code: 'timetable.free_days' });
  const { rows } = await school.write((db) => sql`select 1 from timetable.free_span where school_id = ${school.id}`.execute(db));
  expect(rows).toEqual([]);
});

test('the same days of the same name stand there once, also after bringing back', async () => {
  const { school, office, save } = await anOffice();
  const id = await save(bridge);
  await save(bridge, id);
  await expect(save({ ...bridge, name: 'BRÜCKENTAG' })).rejects.toMatchObject({
    code: 'timetable.free_days_twice',
    data: { name: 'BRÜCKENTAG' },
  });
  await school.as(office).call(removeFreeDaysContract, { params: { freeSpanId: id } });
  await save(bridge);
  await expect(school.as(office).call(restoreFreeDaysContract, { params: { freeSpanId: id } })).rejects.toMatchObject({ status: 409 });
});

test('everybody at the school sees them, only office, head and school admin change them', async () => {
  const { school, save } = await anOffice();
  const id = await save(bridge);
  const child = await aPerson(school);
  const others = [
    child,
    await aGuardian(school, [child]),
    await aPerson(school, { capacities: ['teacher'] }),
    await aPerson(school, { capacities: ['staff'] }),
  ];
  const params = { freeSpanId: id };
  for (const who of others) {
    expect((await school.as(who).call(freeDaysContract, { query: {} })).items).toMatchObject([{ id, name: 'Brückentag' }]);
    await expect(sent(school, who, bridge, id)).rejects.toMatchObject({ status: 403 });
    await expect(school.as(who).call(removeFreeDaysContract, { params })).rejects.toMatchObject({ status: 403 });
    await expect(school.as(who).call(restoreFreeDaysContract, { params })).rejects.toMatchObject({ status: 403 });
  }
  for (const capacity of ['head', 'school_admin'] as const)
    await sent(school, await aPerson(school, { capacities: [capacity] }), { ...bridge, kind: 'other' }, id);
  await school.as(await aPerson(school, { capacities: ['head'] })).call(removeFreeDaysContract, { params });
  for (const who of others) expect((await school.as(who).call(freeDaysContract, { query: { show: 'removed' } })).items).toEqual([]);
});

test('another school’s free days are neither seen nor touched, whatever id is named; without a session there is no answer', async () => {
  const { school, save, names } = await anOffice();
  const id = await save(bridge);
  const other = await anOffice();
  const params = { freeSpanId: id };
  expect(await other.names()).toEqual([]);
  await expect(other.school.as(other.office).call(removeFreeDaysContract, { params })).rejects.toMatchObject({ status: 404 });
  await expect(other.school.as(other.office).call(restoreFreeDaysContract, { params })).rejects.toMatchObject({ status: 404 });
  await other.save({ ...bridge, name: 'anderswo' }, id);
  expect([await names(), await other.names()]).toEqual([['Brückentag'], ['anderswo']]);
  expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/timetable/free-days` })).statusCode).toBe(401);
  expect(await dayOf(other.school, other.office)).toEqual(['holiday', 'anderswo', '2026-11-25']);
});

test('a school that has switched the timetable off has no free days', async () => {
  const { school, save } = await anOffice();
  const pupil = await aPerson(school);
  await save(bridge);
  await school.write(async (db) => {
    await sql`update kernel.school set modules_off = array['timetable'] where id = ${school.id}`.execute(db);
    db.afterCommit(() => school.ctx().schoolChanged());
  });
  expect(await dayOf(school, pupil)).toEqual(['school', null, '2026-11-24']);
});

test('one entry and sixty take the same number of statements, in pages', async () => {
  const { school, office, save } = await anOffice();
  await save(bridge);
  const one = await school.as(office).counted(freeDaysContract, { query: {} });
  await school.write((db) =>
    sql`insert into timetable.free_span (school_id, id, kind, name, first_day, last_day)
      select ${school.id}, gen_random_uuid(), 'other', 'Tag ' || n, '2027-01-11'::date + n, '2027-01-11'::date + n from generate_series(1, 60) n`.execute(
      db,
    ),
  );
  const many = await school.as(office).counted(freeDaysContract, { query: {} });
  expect(many.statements).toBe(one.statements);
  expect(many.answer.items).toHaveLength(50);
  const rest = await school.as(office).call(freeDaysContract, { query: { cursor: many.answer.next ?? '' } });
  expect(rest.items).toHaveLength(11);
  expect(rest.next).toBeNull();
});

test('the demo has free days of this school year and the next, none of them today', async () => {
  const { school, names, office } = await anOffice();
  await school.write((db) => seedFreeDays(school.ctx(), db));
  school.ctx().schoolChanged();
  expect(await names()).toContain('Herbstferien');
  expect(await names({ schoolYear: 2027 })).toContain('Weihnachtsferien');
  expect(await dayOf(school, office)).toEqual(['school', null, '2026-11-24']);
});
