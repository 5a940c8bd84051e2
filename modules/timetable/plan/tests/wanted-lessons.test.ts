import { expect, test } from 'vitest';
import { readUntis } from '../../untis/read-untis.ts';
import { gpu001, gpu002 } from '../../untis/tests/untis-files.ts';
import { usualSpan, wantedLessons } from '../wanted-lessons.ts';

const lunchAfterSixth = (period: number) => period === 6;
const lessons = (...files: { name: string; bytes: Uint8Array }[]) => wantedLessons(readUntis(files).content, lunchAfterSixth);
const inShort = (...rows: (string | number)[][]) =>
  lessons(gpu001(...rows)).map(({ weekday, firstPeriod, lastPeriod, classes, teachers, subject }) =>
    [`${weekday}/${firstPeriod}–${lastPeriod}`, classes.join('+'), teachers.join('+'), subject].join(' '),
  );

test('periods that follow each other are one lesson, whatever their numbers, but never across lunch', () => {
  expect(
    inShort(
      [7, '5a', 'ABC', 'D', '101', 1, 2],
      [9, '5a', 'ABC', 'D', '101', 1, 1],
      [7, '5a', 'ABC', 'D', '101', 1, 4],
      [7, '5a', 'ABC', 'D', '101', 2, 6],
      [7, '5a', 'ABC', 'D', '101', 2, 7],
    ),
  ).toEqual(['1/1–2 5a ABC D', '1/4–4 5a ABC D', '2/6–6 5a ABC D', '2/7–7 5a ABC D']);
});

test('another room in the second half stays with its half', () => {
  const [lesson] = lessons(gpu001([7, '5a', 'ABC', 'D', '101', 1, 1], [7, '5a', 'ABC', 'D', '102', 1, 2]));
  expect(lesson).toMatchObject({
    firstPeriod: 1,
    lastPeriod: 2,
    rooms: [
      { name: '101', period: 1 },
      { name: '102', period: 2 },
    ],
  });
});

test('coupled rows are one lesson of several classes, teachers or rooms', () => {
  expect(inShort([7, '5b', 'ABC', 'ER', '101', 1, 1], [7, '5a', 'ABC', 'ER', '101', 1, 1], [7, '5a', 'DEF', 'ER', '101', 1, 1])).toEqual([
    '1/1–1 5a+5b ABC+DEF ER',
  ]);
});

test('courses of one coupling that share neither teacher nor room take place beside each other', () => {
  expect(
    inShort(
      [7, '5a', 'ABC', 'SP', 'H1', 1, 1],
      [7, '5b', 'ABC', 'SP', 'H1', 1, 1],
      [7, '5a', 'DEF', 'SP', 'H2', 1, 1],
      [7, '5a', 'GHI', 'ER', '101', 1, 1],
    ),
  ).toEqual(['1/1–1 5a+5b ABC SP', '1/1–1 5a DEF SP', '1/1–1 5a GHI ER']);
});

test('parallel groups of one class and subject have keys of their own', () => {
  const keys = lessons(gpu001([7, '5a', 'ABC', 'SP', 'H1', 1, 1], [7, '5a', 'DEF', 'SP', 'H2', 1, 1])).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test('the days of most lessons are those of the plan, and limit no lesson', () => {
  const files = [
    gpu001([1, '5a', 'ABC', 'D', '', 1, 1], [2, '5a', 'DEF', 'E', '', 1, 2], [3, '5a', 'DEF', 'M', '', 1, 3]),
    gpu002(
      { no: 1, of: '5a', by: 'ABC', in: 'D', from: '20260824', to: '20270716' },
      { no: 2, of: '5a', by: 'DEF', in: 'E', from: '20260824', to: '20270716' },
      { no: 3, of: '5a', by: 'DEF', in: 'M', from: '20270201', to: '20270716' },
    ),
  ];
  expect(lessons(...files).map(({ from }) => from)).toEqual([null, null, '2027-02-01']);
  expect(usualSpan(readUntis(files).content)).toEqual({ from: '2026-08-24', to: '2027-07-16' });
});

test('what is alike but for its last day has keys of its own as well', () => {
  const plan = gpu001([1, '5a', 'ABC', 'D', '', 1, 1], [2, '5a', 'ABC', 'D', '', 1, 1]);
  const lesson = { of: '5a', by: 'ABC', in: 'D', from: '20260801' };
  const list = gpu002({ no: 1, ...lesson, to: '20270131' }, { no: 2, ...lesson, to: '20270731' });
  expect(new Set(lessons(plan, list).map(({ key }) => key)).size).toBe(2);
});

test('without a class it binds teachers only', () => {
  const kinds = lessons(
    gpu001(
      [1, '', 'ABC', 'AUFS', '', 1, 1],
      [2, '', 'ABC', 'Bereit', '', 1, 2],
      [3, '', 'ABC', 'Konferenz', '', 1, 3],
      [4, '1a', 'ABC', '', '', 1, 4],
    ),
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['duty', 'standby', 'conference', 'lesson']);
});

test('weeks, days and names of courses come from the list of the same export; from another one only names, and never by number', () => {
  const plan = gpu001([1, '5a', 'ABC', 'D', '', 1, 1], [2, '5a', 'DEF', 'E', '', 1, 2]);
  const lesson = { of: '5a', week: 'UW', from: '20260801', to: '20270131' };
  const others = [3, 4, 5].map((no) => ({ no, of: '9a', by: 'GHI', in: 'M', from: '20260801', to: '20270716' }));
  const same = gpu002(
    { no: 1, ...lesson, by: 'ABC', in: 'D', course: '05a_D' },
    { no: 2, ...lesson, by: 'DEF', in: 'E', course: '05a_E' },
    ...others,
  );
  const other = gpu002(
    { no: 2, ...lesson, by: 'ABC', in: 'D', course: '05a_D' },
    { no: 1, ...lesson, by: 'DEF', in: 'E', course: '05a_E' },
  );
  expect(lessons(plan, same)).toMatchObject([
    { week: 'odd', from: '2026-08-01', to: '2027-01-31', courseName: '05a_D' },
    { courseName: '05a_E' },
  ]);
  expect(lessons(plan, other)).toMatchObject([{ week: null, from: null, to: null, courseName: '05a_D' }, { courseName: '05a_E' }]);
});
