import { expect, test } from 'vitest';
import { readBirthDate } from '../birth-date.ts';
import { checkName } from '../person-name.ts';

test.each([
  'von der Aue',
  'Müller-Lüdenscheidt',
  'O’Connor',
  "D'Arc",
  'Łuczak',
  'Ağbaba',
  'Kathrin, Katrin',
  'Æsa',
  'Ọlá',
  'Георгиев',
  'Παππάς',
  'Dr. h. c. Groß',
])('the name %s is kept as it is', (name) => {
  expect(checkName(name)).toEqual({ ok: true, name, unusual: null, doubleEncoded: false });
});

test('names are composed (NFC), trimmed, and have single blanks', () => {
  expect(checkName('  Ju\u0308rgen\u00a0  Karl ')).toMatchObject({ ok: true, name: 'Jürgen Karl' });
});

test.each([
  ['', 'name_empty'],
  [' - ', 'name_empty'],
  ['An\u0007na', 'control_character'],
  ['An\nna', 'control_character'],
  ['An\u202ena', 'control_character'],
  ['An\u200bna', 'control_character'],
  ['M\ufffdller', 'wrong_characters'],
  ['a'.repeat(101), 'too_long'],
])('the name %j is refused: %s', (name, fault) => {
  expect(checkName(name)).toMatchObject({ ok: false, fault });
});

test('other characters are kept and named, and text that was converted twice is noticed', () => {
  expect(checkName('=Anna')).toMatchObject({ ok: true, unusual: '=' });
  expect(checkName('محمد')).toMatchObject({ ok: true, name: 'محمد', unusual: 'م' });
  expect(checkName('MÃ¼ller')).toMatchObject({ ok: true, doubleEncoded: true });
  expect(checkName('Ãngela')).toMatchObject({ ok: true, doubleEncoded: false });
});

test.each([
  ['21.04.2003', '2003-04-21'],
  ['1.4.2003', '2003-04-01'],
  ['21.04.03', '2003-04-21'],
  ['21.04.78', '1978-04-21'],
  ['2003-04-21', '2003-04-21'],
  ['2003-04-21T00:00:00', '2003-04-21'],
  ['20030421', '2003-04-21'],
  ['29.02.2012', '2012-02-29'],
  ['29.02.2011', null],
  ['31.02.2010', null],
  ['00.01.2010', null],
  ['21.13.2010', null],
  ['01.01.0012', null],
  ['gestern', null],
  ['02.10.2025', null],
])('the birth date %s is %s', (text, date) => {
  expect(readBirthDate(text, '2025-10-01')).toBe(date);
});
