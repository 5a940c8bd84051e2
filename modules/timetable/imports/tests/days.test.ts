import { expect, test } from 'vitest';
import { gpu001, gpu002 } from '../../untis/tests/untis-files.ts';
import { undoTimetable } from '../undo.ts';
import { aSmallSchool, bring, planOn } from './a-school.ts';

const week = gpu001([1, '5a', 'ABC', 'D', '', 1, 1], [2, '5a', 'DEF', 'MU', '', 1, 2], [3, '5b', 'ABC', 'D', '', 2, 1]);
const lessons = (from: string, to: string) =>
  gpu002(
    { no: 1, of: '5a', by: 'ABC', in: 'D', from, to },
    { no: 2, of: '5a', by: 'DEF', in: 'MU', from, to, week: 'A', course: '05a_Musik' },
    { no: 3, of: '5b', by: 'ABC', in: 'D', from, to },
  );
const unchanged = { new: 0, changed: 0, cancelled: 0 };

test('the plan alone, exported again, keeps the weeks, days and names that the list of lessons has told before', async () => {
  const small = await aSmallSchool();
  await bring(small, [week, lessons('20260824', '20270716')]);
  expect(await planOn(small, '2026-08-23')).toEqual([]);
  expect(await planOn(small, '2027-07-16')).toEqual(['1/1-1 5a Deutsch 5a ABC', '1/2-2 5a (05a_Musik) DEF', '2/1-1 5b Deutsch 5b ABC']);
  expect((await bring(small, [week])).counts).toMatchObject(unchanged);
});

test('a plan for February holds from February on, and until then the present one can be put right without touching it', async () => {
  const small = await aSmallSchool();
  await bring(small, [week, lessons('20260824', '20270131')]);
  const next = gpu001([1, '5a', 'DEF', 'D', '', 1, 1], [2, '5a', 'DEF', 'MU', '', 1, 2], [3, '5b', 'ABC', 'D', '', 2, 1]);
  const nextLessons = gpu002(
    { no: 1, of: '5a', by: 'DEF', in: 'D', from: '20270201', to: '20270716' },
    { no: 2, of: '5a', by: 'DEF', in: 'MU', from: '20270201', to: '20270716', week: 'A', course: '05a_Musik' },
    { no: 3, of: '5b', by: 'ABC', in: 'D', from: '20270201', to: '20270716' },
  );
  await bring(small, [next, nextLessons]);
  const february = ['1/1-1 5a Deutsch 5a DEF', '1/2-2 5a (05a_Musik) DEF', '2/1-1 5b Deutsch 5b ABC'];
  expect(await planOn(small, '2027-01-31')).toContain('1/1-1 5a Deutsch 5a ABC');
  expect(await planOn(small, '2027-02-01')).toEqual(february);

  expect((await bring(small, [week])).counts).toMatchObject(unchanged);
  const moved = gpu001([1, '5a', 'ABC', 'D', '', 5, 1], [2, '5a', 'DEF', 'MU', '', 1, 2], [3, '5b', 'ABC', 'D', '', 2, 1]);
  expect((await bring(small, [moved])).counts).toMatchObject({ new: 0, changed: 1, cancelled: 0 });
  expect(await planOn(small, '2027-01-31')).toContain('5/1-1 5a Deutsch 5a ABC');
  expect(await planOn(small, '2027-02-01')).toEqual(february);
  await undoTimetable(small.school.ctx());
  expect(await planOn(small, '2027-01-31')).toContain('1/1-1 5a Deutsch 5a ABC');
});

test('an export whose days are over, or lie in another year, says so and empties nothing', async () => {
  const small = await aSmallSchool();
  await bring(small, [week]);
  for (const [from, to] of [
    ['20260824', '20261031'],
    ['20090824', '20100716'],
  ] as const) {
    const result = await bring(small, [week, lessons(from, to)], { apply: false });
    expect(result.counts).toMatchObject({ cancelled: 0 });
    expect(result.problems.map(({ code }) => code)).toContain('dates_elsewhere');
  }
});

test('from a day that is said the plan holds from that day', async () => {
  const small = await aSmallSchool();
  await bring(small, [week], { from: '2026-12-01' });
  expect(await planOn(small, '2026-11-30')).toEqual([]);
  expect(await planOn(small, '2026-12-01')).toHaveLength(3);
  await expect(bring(small, [week], { from: '2026-02-30' })).rejects.toMatchObject({ code: 'timetable.plan_day', status: 422 });
});
