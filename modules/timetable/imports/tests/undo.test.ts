import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { gpu001 } from '../../untis/tests/untis-files.ts';
import { holdTimetable } from '../apply.ts';
import { undoTimetable } from '../undo.ts';
import { aSmallSchool, bring, planOn } from './a-school.ts';

const today = '2026-11-23';
const first = gpu001([1, '5a', 'ABC', 'D', '101', 1, 1], [2, '5b', 'ABC', 'D', '102', 2, 1]);
const second = gpu001([1, '5a', 'DEF', 'D', '103', 1, 1], [3, '5b', 'DEF', 'KU', '102', 3, 1]);
const plan = ['1/1-1 5a Deutsch 5a ABC 101', '2/1-1 5b Deutsch 5b ABC 102'];

test('the last import is taken back as one step, on every day and with its rooms; once', async () => {
  const small = await aSmallSchool();
  await bring(small, [first]);
  expect((await bring(small, [second])).counts).toMatchObject({ new: 1, changed: 1, cancelled: 1 });
  expect(await undoTimetable(small.school.ctx())).toEqual({ removed: 2, restored: 2 });
  for (const day of ['2026-08-03', today, '2027-07-30']) expect(await planOn(small, day)).toEqual(plan);
  const { rows } = await small.school.write((db) =>
    sql<{ room: string }>`select short_name as room from timetable.room where school_id = ${db.schoolId} order by 1`.execute(db),
  );
  expect(rows.map(({ room }) => room)).toEqual(['101', '102']);
  await expect(undoTimetable(small.school.ctx())).rejects.toMatchObject({ code: 'timetable.undo_over' });
});

test('imports of one day replace each other before they begin, and each can be taken back', async () => {
  const small = await aSmallSchool();
  await bring(small, [first]);
  await bring(small, [second]);
  await bring(small, [first]);
  expect(await planOn(small, today)).toEqual(plan);
  await undoTimetable(small.school.ctx());
  expect(await planOn(small, today)).toEqual(['1/1-1 5a Deutsch 5a DEF 103', '3/1-1 5b (KU) DEF 102']);
  await bring(small, [first]);
  expect(await planOn(small, today)).toEqual(plan);
});

test('the first import of all is taken back to nothing, and another school’s is not', async () => {
  const [small, other] = [await aSmallSchool(), await aSmallSchool()];
  await bring(small, [first]);
  await bring(other, [first]);
  await undoTimetable(small.school.ctx());
  expect(await planOn(small, today)).toEqual([]);
  expect(await planOn(other, today)).toEqual(plan);
});

test('where there is nothing to take back, that is said', async () => {
  const small = await aSmallSchool();
  await expect(undoTimetable(small.school.ctx())).rejects.toMatchObject({ code: 'timetable.undo_over', status: 409 });
});

test('while one import runs, another one and an undo are refused, and a dry run is not', async () => {
  const small = await aSmallSchool();
  await bring(small, [first]);
  await small.school.write(async (db) => {
    await holdTimetable(db);
    await expect(bring(small, [second])).rejects.toMatchObject({ code: 'timetable.busy', status: 409 });
    await expect(undoTimetable(small.school.ctx())).rejects.toMatchObject({ code: 'timetable.busy' });
    expect((await bring(small, [second], { apply: false })).counts).toMatchObject({ changed: 1 });
  });
  expect(await planOn(small, today)).toEqual(plan);
});
