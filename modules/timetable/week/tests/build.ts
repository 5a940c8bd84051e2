import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { clock } from '../../lessons/tests/a-pattern.ts';

/** The usual grid of a school: eight periods. Answers its id. */
export async function aGrid(school: TestSchool): Promise<string> {
  const id = newId();
  await school.write(async (db) => {
    await sql`insert into timetable.grid (school_id, id, name, is_default) values (${school.id}, ${id}, 'Vormittag', true)`.execute(db);
    for (const [place, [starts, ends]] of clock.entries())
      await sql`insert into timetable.period (school_id, grid_id, number, starts, ends) values (${school.id}, ${id}, ${place + 1}, ${starts}, ${ends})`.execute(
        db,
      );
  });
  return id;
}

/** A room. Answers its id. */
export async function aRoom(school: TestSchool, shortName: string): Promise<string> {
  const id = newId();
  await school.write((db) =>
    sql`insert into timetable.room (school_id, id, short_name) values (${school.id}, ${id}, ${shortName})`.execute(db),
  );
  return id;
}

interface Options {
  gridId: string;
  kind?: 'lesson' | 'duty' | 'standby' | 'conference';
  weekday?: number;
  first?: number;
  last?: number;
  weeks?: number[] | null;
  validFrom?: string;
  validTo?: string;
  title?: string | null;
  courses?: readonly string[];
  /** Courses the school does not know, by name. */
  unknownCourses?: readonly string[];
  groups?: readonly string[];
  teachers?: readonly string[];
  rooms?: readonly string[];
}

/** An entry of the timetable, on Mondays in the first period of every week of the school year unless said otherwise. Answers its id. */
export async function aPlanned(school: TestSchool, options: Options): Promise<string> {
  const id = newId();
  const {
    gridId,
    kind = 'lesson',
    weekday = 1,
    first = 1,
    last = first,
    weeks = null,
    validFrom = '2026-08-01',
    validTo = '2027-07-31',
    title = null,
  } = options;
  const { courses = [], unknownCourses = [], groups = [], teachers = [], rooms = [] } = options;
  await school.write(async (db) => {
    await sql`insert into timetable.pattern (school_id, id, kind, weekday, grid_id, first_period, last_period, weeks, valid_from, valid_to, title)
      values (${school.id}, ${id}, ${kind}, ${weekday}, ${gridId}, ${first}, ${last}, ${weeks}::smallint[], ${validFrom}, ${validTo}, ${title})`.execute(
      db,
    );
    for (const [place, one] of courses.entries())
      await sql`insert into timetable.pattern_course (school_id, pattern_id, place, course_id) values (${school.id}, ${id}, ${place}, ${one})`.execute(
        db,
      );
    for (const [place, name] of unknownCourses.entries())
      await sql`insert into timetable.pattern_course (school_id, pattern_id, place, name) values (${school.id}, ${id}, ${100 + place}, ${name})`.execute(
        db,
      );
    for (const [place, one] of groups.entries())
      await sql`insert into timetable.pattern_group (school_id, pattern_id, place, group_id) values (${school.id}, ${id}, ${place}, ${one})`.execute(
        db,
      );
    for (const [place, one] of teachers.entries())
      await sql`insert into timetable.pattern_teacher (school_id, pattern_id, place, person_id) values (${school.id}, ${id}, ${place}, ${one})`.execute(
        db,
      );
    for (const [place, one] of rooms.entries())
      await sql`insert into timetable.pattern_room (school_id, pattern_id, place, room_id) values (${school.id}, ${id}, ${place}, ${one})`.execute(
        db,
      );
  });
  return id;
}

/** A school with a class of two, one of its pupils alone in a second course, two teachers and a plan of one week. */
export async function aPlan(school: TestSchool) {
  const gridId = await aGrid(school);
  const teacher = await aPerson(school, { capacities: ['teacher'], firstName: 'Aylin', lastName: 'Yılmaz', shortName: 'YIL' });
  const colleague = await aPerson(school, { capacities: ['teacher'], firstName: 'Jonas', lastName: 'Brandt', shortName: 'BRA' });
  const pupil = await aPerson(school, { firstName: 'Mia', lastName: 'Muster' });
  const mate = await aPerson(school, { firstName: 'Ole', lastName: 'Ohm' });
  const classId = await aClass(school, { name: '8b', pupils: [pupil, mate], teachers: [teacher] });
  const maths = await aCourse(school, {
    name: 'Mathematik 8b',
    subject: 'M',
    subjectName: 'Mathematik',
    teachers: [teacher],
    pupils: [pupil, mate],
    classId,
  });
  const latin = await aCourse(school, { name: 'L8', subject: 'L', subjectName: 'Latein', teachers: [colleague], pupils: [mate] });
  const room = await aRoom(school, '2.14');
  const monday = { gridId, groups: [classId] };
  await aPlanned(school, { ...monday, first: 1, last: 2, courses: [maths], teachers: [teacher], rooms: [room] });
  await aPlanned(school, { ...monday, first: 3, courses: [latin], teachers: [colleague] });
  await aPlanned(school, { ...monday, first: 4, title: 'Klassenstunde', teachers: [teacher] });
  await aPlanned(school, { gridId, kind: 'duty', weekday: 2, first: 3, title: 'Hof Nord', teachers: [teacher], groups: [classId] });
  return { gridId, teacher, colleague, pupil, mate, classId, maths, latin, room };
}
