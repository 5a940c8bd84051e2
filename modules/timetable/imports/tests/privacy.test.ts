import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { personsMerged } from '#modules/people/public.ts';
import { privacy } from '../../privacy.ts';
import { gpu001 } from '../../untis/tests/untis-files.ts';
import { aSmallSchool, bring, planOn } from './a-school.ts';

const file = gpu001([1, '5a', 'ABC', 'D', '101', 1, 1], [1, '5a', 'DEF', 'D', '101', 1, 1], [2, '5b', 'DEF', 'KU', '', 2, 3]);

test('a teacher gets the own lessons and imports, and after erasing there is nothing', async () => {
  const small = await aSmallSchool();
  await bring(small, [file], { madeBy: small.def });
  if ('holdsNothing' in privacy) throw new Error('the timetable holds persons');
  const { exportPerson, erasePerson } = privacy;
  await small.school.write(async (db) => {
    const parts: unknown[] = [];
    for await (const piece of exportPerson(db, small.def)) parts.push(piece);
    expect(parts).toMatchObject([
      { part: 'timetable', value: { weekday: 1, first_period: 1, courses: 'Deutsch 5a', classes: '5a' } },
      { part: 'timetable', value: { weekday: 2, first_period: 3, courses: 'KU', classes: '5b' } },
      { part: 'timetables_imported', value: { state: 'applied' } },
    ]);
    expect(await erasePerson(db, small.def)).toEqual({ 'timetable.pattern_teacher.person_id': 2, 'timetable.import.made_by': 1 });
    expect(await erasePerson(db, small.def)).toEqual({ 'timetable.pattern_teacher.person_id': 0, 'timetable.import.made_by': 0 });
  });
  expect(await planOn(small, '2026-11-23')).toEqual(['1/1-1 5a Deutsch 5a ABC 101', '2/3-3 5b (KU)']);
});

test('after a merge the kept person teaches what the double taught, once in each lesson', async () => {
  const small = await aSmallSchool();
  await bring(small, [file], { madeBy: small.def });
  await small.school.write((db) => db.emit(personsMerged, { keptId: small.abc, doubleId: small.def }));
  await small.school.settle();
  await small.school.settle();
  expect(await planOn(small, '2026-11-23')).toEqual(['1/1-1 5a Deutsch 5a ABC 101', '2/3-3 5b (KU) ABC']);
  const { rows } = await small.school.write((db) =>
    sql`select 1 from timetable.import where school_id = ${db.schoolId} and made_by = ${small.abc}`.execute(db),
  );
  expect(rows).toHaveLength(1);
});
