import { sql } from 'kysely';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { usualPeriods } from '../../grid/save-grid.ts';
import { setGrid } from '../../grid/set-grid.ts';
import { type ImportWish, importTimetable, type TimetableImport } from '../import-files.ts';

/** A school with two classes, two teachers and German in both classes, on Monday, 23 November 2026. */
export interface SmallSchool {
  school: TestSchool;
  abc: string;
  def: string;
  german: { a: string; b: string };
  classes: { a: string; b: string };
}

/** Makes it, with a grid of eight periods. */
export async function aSmallSchool(): Promise<SmallSchool> {
  const school = await testSchool();
  const abc = await aPerson(school, { capacities: ['teacher'], shortName: 'ABC', lastName: 'Abece' });
  const def = await aPerson(school, { capacities: ['teacher'], shortName: 'DEF', lastName: 'Defge' });
  const classes = { a: await aClass(school, { name: '5a' }), b: await aClass(school, { name: '5b' }) };
  const german = {
    a: await aCourse(school, { name: 'Deutsch 5a', subject: 'D', subjectName: 'Deutsch', classId: classes.a, teachers: [abc] }),
    b: await aCourse(school, { name: 'Deutsch 5b', subject: 'D', subjectName: 'Deutsch', classId: classes.b, teachers: [abc] }),
  };
  await setGrid(
    school.ctx(),
    usualPeriods.filter(({ number }) => number >= 1 && number <= 8),
  );
  return { school, abc, def, german, classes };
}

/** Imports and applies, unless said otherwise. */
export function bring(
  { school }: Pick<SmallSchool, 'school'>,
  files: readonly { name: string; bytes: Uint8Array }[],
  wish: Partial<ImportWish> = {},
): Promise<TimetableImport> {
  return importTimetable(school.ctx(), files, { apply: true, ...wish });
}

/** The plan as it stands on a day, one line per lesson: `1/1-2 5a D ABC 101`. Names in brackets are place-holders. */
export async function planOn({ school }: Pick<SmallSchool, 'school'>, day: string): Promise<string[]> {
  const { rows } = await school.write((db) =>
    sql<{ line: string }>`select p.weekday || '/' || p.first_period || '-' || p.last_period
        || coalesce(' ' || (select string_agg(coalesce(g.name, '(' || x.name || ')'), '+' order by x.place) from timetable.pattern_group x
          left join groups.pub_group g on g.school_id = x.school_id and g.id = x.group_id where x.school_id = p.school_id and x.pattern_id = p.id), '')
        || coalesce(' ' || (select string_agg(coalesce(c.name, '(' || x.name || ')'), '+' order by x.place) from timetable.pattern_course x
          left join courses.pub_course c on c.school_id = x.school_id and c.id = x.course_id where x.school_id = p.school_id and x.pattern_id = p.id), '')
        || coalesce(' ' || (select string_agg(coalesce(h.short_name, '(' || x.name || ')'), '+' order by x.place) from timetable.pattern_teacher x
          left join people.pub_person h on h.school_id = x.school_id and h.id = x.person_id where x.school_id = p.school_id and x.pattern_id = p.id), '')
        || coalesce(' ' || (select string_agg(r.short_name, '+' order by x.place) from timetable.pattern_room x
          join timetable.room r on r.school_id = x.school_id and r.id = x.room_id where x.school_id = p.school_id and x.pattern_id = p.id), '') as line
      from timetable.pattern p where p.school_id = ${db.schoolId} and ${day}::date between p.valid_from and p.valid_to order by 1`.execute(
      db,
    ),
  );
  return rows.map(({ line }) => line);
}
