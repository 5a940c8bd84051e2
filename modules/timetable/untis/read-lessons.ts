import type { Report } from './problem.ts';
import { readRows, type UntisFile, type UntisRow } from './read-rows.ts';
import { type WeekKind, weekKindOf } from './weeks.ts';

/** A row of GPU001: one class, teacher and room of a lesson at one time. Any of the names may be empty. */
export interface TimedRow {
  file: string;
  row: number;
  /** Means something within this export only. */
  number: number;
  classes: string[];
  teachers: string[];
  subject: string;
  rooms: string[];
  /** 1 Monday … 7 Sunday */
  weekday: number;
  period: number;
  week: WeekKind;
}

/** A row of GPU002: a lesson without times, and what it is beside. */
export interface LessonRow {
  file: string;
  row: number;
  number: number;
  className: string;
  teacher: string;
  subject: string;
  rooms: string[];
  week: WeekKind;
  /** First and last day, 'YYYY-MM-DD', inclusive. */
  from: string | null;
  to: string | null;
  /** Name of the course ("Q1_BI-LK1"); empty for most. */
  courseName: string;
}

const longestName = 40;

/** Reads GPU001, the timetable. Rows of which the time cannot be read are reported and left out. */
export function readTimetable(file: UntisFile, report: Report): TimedRow[] {
  return readRows('001', file, report).flatMap((row) => {
    const number = wholeNumber(row.cell('number'), 0, 99_999_999);
    const weekday = wholeNumber(row.cell('day'), 1, 7);
    const period = wholeNumber(row.cell('period'), 0, 20);
    if (number === null) row.wrong('number', 'number_invalid', { value: row.cell('number') });
    if (weekday === null) row.wrong('day', 'weekday_unknown', { value: row.cell('day') });
    if (period === null) row.wrong('period', 'period_invalid', { value: row.cell('period') });
    const names = { classes: row.list('class'), teachers: row.list('teacher'), subject: row.cell('subject'), rooms: row.list('room') };
    const tooLong = namesTooLong(row, names.rooms);
    if (number === null || weekday === null || period === null || tooLong) return [];
    if ([...names.classes, ...names.teachers, ...names.rooms, names.subject].every((name) => name === '')) {
      row.wrong(null, 'row_says_nothing');
      return [];
    }
    return { file: row.file, row: row.row, number, ...names, weekday, period, week: weekOf(row) };
  });
}

/** Reads GPU002, the lessons without their times. */
export function readLessons(file: UntisFile, report: Report): LessonRow[] {
  return readRows('002', file, report).flatMap((row) => {
    const number = wholeNumber(row.cell('number'), 0, 99_999_999);
    if (number === null) row.wrong('number', 'number_invalid', { value: row.cell('number') });
    const [from, to] = (['from', 'to'] as const).map((column) => {
      const day = dayOfDigits(row.cell(column));
      if (day === 'invalid') row.wrong(column, 'date_invalid', { value: row.cell(column) });
      return day;
    });
    if (number === null || from === 'invalid' || to === 'invalid') return [];
    return {
      ...{ file: row.file, row: row.row, number, from: from ?? null, to: to ?? null },
      className: row.cell('class'),
      teacher: row.cell('teacher'),
      subject: row.cell('subject'),
      rooms: row.list('room'),
      week: weekOf(row),
      courseName: row.cell('course'),
    };
  });
}

function weekOf(row: UntisRow<'001'> | UntisRow<'002'>): WeekKind {
  const word = row.cell('week');
  const week = weekKindOf(word);
  if (week !== 'unknown') return week;
  row.wrong('week', 'weeks_unknown', { value: word });
  return null;
}

function namesTooLong(row: UntisRow<'001'>, rooms: readonly string[]): boolean {
  const isLong = rooms.some((room) => room.length > longestName);
  if (isLong) row.wrong('room', 'too_long', { limit: longestName });
  return isLong;
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

/** JJJJMMTT as 'YYYY-MM-DD'; null where it is left out. 20190230 has the form of a day and is none. */
function dayOfDigits(text: string): string | null | 'invalid' {
  if (text === '' || text === '0') return null;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : 'invalid';
}
