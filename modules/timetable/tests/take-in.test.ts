import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { freeDaysContract, removeFreeDaysContract, saveFreeDaysContract } from '../free-days/contract.ts';
import { readHolidays } from '../free-days/import/read-holidays.ts';
import { takeInHolidays } from '../free-days/import/take-in.ts';
import { holidayCalendar } from '../settings.ts';
import { file, row } from './holiday-rows.ts';

const autumn = row(1, '2026-10-12', '2026-10-24');
const winter = row(2, '2026-12-23', '2027-01-09', { name: 'DE Weihnachtsferien,EN Christmas Holidays' });
const easter = row(3, '2027-03-22', '2027-04-03', { name: 'DE Osterferien' });
const rowsOf = (...rows: string[]) => readHolidays([file(rows)]).holidays;

async function inNiedersachsen() {
  const school = await testSchool({ state: 'NI' });
  const office = await aPerson(school, { capacities: ['office'] });
  const take = (rows: string[], apply = true) => takeInHolidays(school.ctx(), rowsOf(...rows), apply);
  const counts = async (rows: string[], apply = true) => {
    const done = await take(rows, apply);
    return [done.new.length, done.changed.length, done.gone.length, done.same, done.byHand];
  };
  const list = async (show: 'all' | 'removed' = 'all') => (await school.as(office).call(freeDaysContract, { query: { show } })).items;
  return { school, office, take, counts, list };
}

const days = (spans: readonly { name: string; firstDay: string }[]) => spans.map(({ name, firstDay }) => `${name} ${firstDay}`);

test('a dry run says what is new and changes nothing; applied it is there, and a repeat changes nothing', async () => {
  const { school, counts, list } = await inNiedersachsen();
  expect(await counts([autumn, winter, easter], false)).toEqual([3, 0, 0, 0, 0]);
  expect(await list()).toEqual([]);
  expect(await counts([autumn, winter, easter])).toEqual([3, 0, 0, 0, 0]);
  const before = await list();
  expect(days(before)).toEqual(['Herbstferien 2026-10-12', 'Weihnachtsferien 2026-12-23', 'Osterferien 2027-03-22']);
  expect(before[0]).toMatchObject({ kind: 'school_holidays', nameEn: 'Autumn Holidays', imported: true, corrected: false });
  expect(await counts([autumn, winter, easter])).toEqual([0, 0, 0, 3, 0]);
  expect(await list()).toEqual(before);
  const { rows } = await school.write((db) =>
    sql`select data from kernel.audit where school_id = ${school.id} and act = 'timetable.free_days_imported'`.execute(db),
  );
  expect(rows).toEqual([{ data: { new: 3, changed: 0, gone: 0 } }]);
});

test('another edition changes only what changed, in its place; what it no longer names within its time is gone', async () => {
  const { counts, list } = await inNiedersachsen();
  await counts([autumn, winter, easter]);
  const ids = new Map((await list()).map(({ name, id }) => [name, id]));
  expect(await counts([row(1, '2026-10-10', '2026-10-24'), easter])).toEqual([0, 1, 1, 1, 0]);
  const after = await list();
  expect(days(after)).toEqual(['Herbstferien 2026-10-10', 'Osterferien 2027-03-22']);
  expect(after.map(({ name, id }) => ids.get(name) === id)).toEqual([true, true]);
});

test('an edition that speaks of later years only takes nothing away, nor does one about another state', async () => {
  const { take, counts, list } = await inNiedersachsen();
  await counts([autumn, winter]);
  expect(await counts([easter])).toEqual([1, 0, 0, 0, 0]);
  expect(await take([row(9, '2026-10-19', '2026-10-31', { place: 'HB' })])).toMatchObject({ isNothing: true, new: [], gone: [] });
  expect(await list()).toHaveLength(3);
});

test('what ended before the last school year is not taken in', async () => {
  const { take, list } = await inNiedersachsen();
  expect(await take([row(1, '2025-07-03', '2025-07-31')])).toMatchObject({ isNothing: true });
  expect(
    (await take([row(1, '2025-07-03', '2025-08-01'), row(2, '2012-10-22', '2012-11-03'), autumn.replace('0001;', '0003;')])).new,
  ).toHaveLength(2);
  expect(await list()).toHaveLength(1);
});

test('the same holidays under new ids are the same entries', async () => {
  const { counts, list } = await inNiedersachsen();
  await counts([autumn, winter]);
  const before = await list();
  expect(await counts([row(11, '2026-10-12', '2026-10-24'), winter])).toEqual([0, 0, 0, 2, 0]);
  expect(await list()).toEqual(before);
  expect(await counts([row(11, '2026-10-12', '2026-10-25'), winter])).toEqual([0, 1, 0, 1, 0]);
});

test('what people entered, corrected or removed stays as it is', async () => {
  const { school, office, counts, list } = await inNiedersachsen();
  const byHand = { kind: 'school_holidays', name: 'Ostern', nameEn: null, firstDay: '2027-03-22', lastDay: '2027-04-03' } as const;
  const movable = { kind: 'movable', name: 'Brückentag', nameEn: null, firstDay: '2026-11-27', lastDay: '2026-11-27' } as const;
  await school.as(office).call(saveFreeDaysContract, { params: { freeSpanId: newId() }, body: byHand });
  await school.as(office).call(saveFreeDaysContract, { params: { freeSpanId: newId() }, body: movable });
  // the days of Easter stand there already
  expect(await counts([autumn, winter, easter])).toEqual([2, 0, 0, 0, 1]);
  const [first, , second] = await list();
  if (first === undefined || second === undefined) throw new Error('nothing was taken in');
  expect([first.name, second.name]).toEqual(['Herbstferien', 'Weihnachtsferien']);
  const corrected = { kind: first.kind, name: 'Herbstferien, verlegt', nameEn: null, firstDay: '2026-10-19', lastDay: '2026-10-31' };
  await school.as(office).call(saveFreeDaysContract, { params: { freeSpanId: first.id }, body: corrected });
  await school.as(office).call(removeFreeDaysContract, { params: { freeSpanId: second.id } });
  const before = await list();
  expect(days(before)).toEqual(['Herbstferien, verlegt 2026-10-19', 'Brückentag 2026-11-27', 'Ostern 2027-03-22']);
  expect(before[0]).toMatchObject({ imported: true, corrected: true });
  for (const rows of [
    [autumn, winter, easter],
    [row(1, '2026-10-05', '2026-10-17'), row(2, '2026-12-21', '2027-01-08'), easter],
    [row(5, '2026-10-01', '2026-10-02'), easter, row(6, '2027-05-18', '')],
  ])
    await counts(rows);
  expect(days(await list())).toEqual([
    'Herbstferien 2026-10-01',
    'Herbstferien, verlegt 2026-10-19',
    'Brückentag 2026-11-27',
    'Ostern 2027-03-22',
    'Herbstferien 2027-05-18',
  ]);
  expect(days(await list('removed'))).toEqual(['Weihnachtsferien 2026-12-23']);
});

test('a school takes the holidays its setting names', async () => {
  const school: TestSchool = await testSchool({ state: 'MV' });
  const rows = [row(1, '2027-02-08', '2027-02-19', { place: 'MV-ABS' }), row(2, '2027-02-08', '2027-02-13', { place: 'MV-BBS' })];
  const take = () => takeInHolidays(school.ctx(), rowsOf(...rows), true);
  expect((await take()).new).toMatchObject([{ lastDay: '2027-02-19' }]);
  await school.write((db) => saveSetting(db, holidayCalendar, 'vocational'));
  expect(await take()).toMatchObject({
    calendar: 'vocational',
    hasCalendars: true,
    new: [{ lastDay: '2027-02-13' }],
    gone: [{ lastDay: '2027-02-19' }],
  });
});

test('one school’s holidays are no other’s', async () => {
  const { counts } = await inNiedersachsen();
  const other = await inNiedersachsen();
  await counts([autumn, winter]);
  expect(await other.list()).toEqual([]);
  expect(await other.counts([autumn, winter])).toEqual([2, 0, 0, 0, 0]);
});
