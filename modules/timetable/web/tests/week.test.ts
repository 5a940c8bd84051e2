import { expect, test } from 'vitest';
import { cellAt, columnsOf, type Week } from '../week/columns.ts';
import { isDay, mondayOf, usualDay } from '../week/week-days.ts';

const days: Week['days'] = Array.from({ length: 7 }, (_, place) => ({
  day: `2026-11-${23 + place}`,
  kind: place < 5 ? 'school' : 'weekend',
  name: null,
}));

function aWeek(lessons: { day: string; fromRow: number; toRow: number }[], names: Record<string, string> = {}): Week {
  const week = {
    days: days.map((day) => ({ ...day, name: names[day.day] ?? null })),
    lessons: lessons.map((lesson) => ({ id: JSON.stringify(lesson), courses: [], title: null, ...lesson })),
  };
  return week as unknown as Week; // columns look at nothing else
}

test('a week has five columns; a Saturday with lessons is a sixth', () => {
  expect(columnsOf(aWeek([]))).toHaveLength(5);
  expect(columnsOf(aWeek([{ day: '2026-11-28', fromRow: 0, toRow: 0 }])).map(({ day }) => day.slice(8))).toEqual([
    '23',
    '24',
    '25',
    '26',
    '27',
    '28',
  ]);
});

test('a double period is one cell over two lines, and what overlaps it shares the cell', () => {
  const [monday] = columnsOf(
    aWeek([
      { day: '2026-11-23', fromRow: 2, toRow: 3 },
      { day: '2026-11-23', fromRow: 0, toRow: 1 },
      { day: '2026-11-23', fromRow: 1, toRow: 1 },
    ]),
  );
  if (monday === undefined) throw new Error('no Monday');
  expect(cellAt(monday, 0)).toMatchObject({ from: 0, to: 1 });
  expect(monday.blocks.map(({ lessons }) => lessons.length)).toEqual([2, 1]);
  expect([cellAt(monday, 1), cellAt(monday, 3), cellAt(monday, 4)]).toEqual(['covered', 'covered', 'empty']);
});

test('a free day says why, and a public holiday at a weekend gets no column', () => {
  const columns = columnsOf(aWeek([], { '2026-11-25': 'Buß- und Bettag', '2026-11-28': 'Feiertag' }));
  expect(columns.map(({ free }) => free)).toEqual([null, null, 'Buß- und Bettag', null, null]);
});

test('at weekends the timetable opens at the Monday after, by the clock at school', () => {
  expect(usualDay(Date.parse('2026-11-27T22:59:00Z'))).toBe('2026-11-27');
  expect(usualDay(Date.parse('2026-11-27T23:00:00Z'))).toBe('2026-11-30'); // Saturday at school
  expect(usualDay(Date.parse('2026-11-29T12:00:00Z'))).toBe('2026-11-30');
});

test('weeks begin on Mondays, over the turn of the year too; what is no day of the calendar is none', () => {
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(['2026-02-28', '2026-02-30', '2026-1-1', ''].map(isDay)).toEqual([true, false, false, false]);
});
