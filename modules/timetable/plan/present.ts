import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { type DefaultGrid, defaultGrid } from '../grid/default-grid.ts';
import type { PatternKind } from '../lessons/pattern.ts';
import type { KnownCourse } from './find-course.ts';
import type { KnownClass, KnownTeacher } from './names.ts';

/** Who and what belongs to a pattern; either an id or a name each. */
export interface PatternParts {
  courses: { courseId: string | null; name: string | null; subject: string | null }[];
  groups: { groupId: string | null; name: string | null }[];
  teachers: { personId: string | null; name: string | null; part: 'leads' | 'co_teaches' | 'supervises' }[];
  rooms: { roomId: string; period: number | null }[];
}

/** A pattern a source has made, as it stands. */
export interface PresentPattern extends PatternParts {
  id: string;
  kind: PatternKind;
  weekday: number;
  gridId: string;
  firstPeriod: number;
  lastPeriod: number;
  weeks: number[] | null;
  validFrom: string;
  validTo: string;
  title: string | null;
  /** What the file knew it by; null for what came from no file. */
  key: string | null;
}

export interface KnownRoom {
  id: string;
  shortName: string;
  name: string | null;
  capacity: number | null;
  source: string | null;
}

/** The school as a plan is compared with it. */
export interface Present {
  grid: DefaultGrid | null;
  classes: KnownClass[];
  teachers: KnownTeacher[];
  courses: KnownCourse[];
  rooms: KnownRoom[];
  /** Made by a source and running between the first and the last day of the plan. What was entered by hand is nobody's to compare. */
  patterns: PresentPattern[];
  /** Which courses lessons of these classes and this subject (as the files write them) have been in this school year. */
  coursesBefore: { classes: string; subject: string; courseId: string }[];
}

/** Reads it; thirteen statements, whatever the size of the school. Days are 'YYYY-MM-DD'. */
export async function readPresent(db: Db, year: { year: number; firstDay: string }, from: string, lastDay: string): Promise<Present> {
  const [grid, classes, teachers, courses, rooms, patterns, before] = await Promise.all([
    defaultGrid(db),
    sql<KnownClass>`select id, name from groups.pub_group where school_id = ${db.schoolId} and kind = 'class' and ended_on is null
      and (school_year is null or school_year = ${year.year}) order by name, id`.execute(db),
    sql<KnownTeacher>`select p.id, p.short_name as "shortName", p.name from people.pub_person p
      where p.school_id = ${db.schoolId} and p.short_name is not null and p.status = 'active' order by p.short_name, p.id`.execute(db),
    readCourses(db, year.year, from),
    sql<KnownRoom>`select id, short_name as "shortName", name, capacity, source from timetable.room where school_id = ${db.schoolId} order by short_name`.execute(
      db,
    ),
    readPatterns(db, from, lastDay),
    sql<
      Present['coursesBefore'][number]
    >`select distinct split_part(k.key, '|', 5) as classes, split_part(k.key, '|', 6) as subject, x.course_id as "courseId"
      from timetable.pattern p cross join lateral (select regexp_replace(p.source_key, '#[^#]*$', '') as key) k
      join timetable.pattern_course x on x.school_id = p.school_id and x.pattern_id = p.id and x.course_id is not null
      where p.school_id = ${db.schoolId} and p.source_key is not null and p.valid_to >= ${year.firstDay}::date and p.valid_to >= p.valid_from`.execute(
      db,
    ),
  ]);
  return { grid, classes: classes.rows, teachers: teachers.rows, courses, rooms: rooms.rows, patterns, coursesBefore: before.rows };
}

async function readCourses(db: Db, schoolYear: number, from: string): Promise<KnownCourse[]> {
  const isNow = sql`c.school_id = ${db.schoolId} and c.ended_on is null and (c.school_year is null or c.school_year = ${schoolYear})`;
  const [courses, teachers, classes] = await Promise.all([
    sql<
      Omit<KnownCourse, 'classIds' | 'teacherIds'> & { classId: string | null }
    >`select c.id, c.name, c.subject, c.subject_name as "subjectName",
      c.course_type as "courseType", c.class_id as "classId" from courses.pub_course c where ${isNow} order by c.name, c.id`.execute(db),
    sql<{ courseId: string; personId: string }>`select t.course_id as "courseId", t.person_id as "personId" from courses.pub_teacher t
      join courses.pub_course c on c.id = t.course_id and ${isNow} where t.school_id = ${db.schoolId} and (t.valid_to is null or t.valid_to >= ${from}::date)`.execute(
      db,
    ),
    sql<{ courseId: string; classId: string }>`select distinct m.course_id as "courseId", g.id as "classId" from courses.pub_member m
      join courses.pub_course c on c.id = m.course_id and ${isNow}
      join groups.pub_member s on s.school_id = m.school_id and s.person_id = m.person_id and s.part = 'member'
      join groups.pub_group g on g.school_id = s.school_id and g.id = s.group_id and g.kind = 'class' and g.ended_on is null
        and (g.school_year is null or g.school_year = ${schoolYear})
      where m.school_id = ${db.schoolId}`.execute(db),
  ]);
  const teaching = Map.groupBy(teachers.rows, ({ courseId }) => courseId);
  const seats = Map.groupBy(classes.rows, ({ courseId }) => courseId);
  return courses.rows.map(({ classId, ...course }) => ({
    ...course,
    classIds: new Set(classId === null ? (seats.get(course.id) ?? []).map((seat) => seat.classId) : [classId]),
    teacherIds: new Set((teaching.get(course.id) ?? []).map(({ personId }) => personId)),
  }));
}

type Row = Omit<PresentPattern, keyof PatternParts>;
type Of<K extends keyof PatternParts> = PatternParts[K][number] & { patternId: string };

async function readPatterns(db: Db, from: string, lastDay: string): Promise<PresentPattern[]> {
  const running = sql`join timetable.pattern p on p.school_id = x.school_id and p.id = x.pattern_id and p.source is not null
      and p.valid_to >= ${from}::date and p.valid_from <= ${lastDay}::date and p.valid_to >= p.valid_from where x.school_id = ${db.schoolId} order by x.pattern_id, x.place`;
  const [patterns, courses, groups, teachers, rooms] = await Promise.all([
    sql<Row>`select p.id, p.kind, p.weekday, p.grid_id as "gridId", p.first_period as "firstPeriod", p.last_period as "lastPeriod", p.weeks,
      p.valid_from as "validFrom", p.valid_to as "validTo", p.title, nullif(regexp_replace(p.source_key, '#[^#]*$', ''), '') as key
      from timetable.pattern p where p.school_id = ${db.schoolId} and p.source is not null and p.valid_to >= ${from}::date and p.valid_from <= ${lastDay}::date and p.valid_to >= p.valid_from
      order by p.weekday, p.first_period, p.id`.execute(db),
    sql<
      Of<'courses'>
    >`select x.pattern_id as "patternId", x.course_id as "courseId", x.name, x.subject from timetable.pattern_course x ${running}`.execute(
      db,
    ),
    sql<
      Of<'groups'>
    >`select x.pattern_id as "patternId", x.group_id as "groupId", x.name from timetable.pattern_group x ${running}`.execute(db),
    sql<
      Of<'teachers'>
    >`select x.pattern_id as "patternId", x.person_id as "personId", x.name, x.part from timetable.pattern_teacher x ${running}`.execute(
      db,
    ),
    sql<Of<'rooms'>>`select x.pattern_id as "patternId", x.room_id as "roomId", x.period from timetable.pattern_room x ${running}`.execute(
      db,
    ),
  ]);
  const of = <P extends object>(rows: readonly (P & { patternId: string })[]) => {
    const byPattern = Map.groupBy(rows, ({ patternId }) => patternId);
    return (id: string): P[] => (byPattern.get(id) ?? []).map(({ patternId: _, ...row }) => row as unknown as P); // what is left of P & {patternId}
  };
  const parts = { courses: of(courses.rows), groups: of(groups.rows), teachers: of(teachers.rows), rooms: of(rooms.rows) };
  return patterns.rows.map((row) => ({
    ...row,
    courses: parts.courses(row.id),
    groups: parts.groups(row.id),
    teachers: parts.teachers(row.id),
    rooms: parts.rooms(row.id),
  }));
}
