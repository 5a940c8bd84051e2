import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { schoolYearOn } from '#modules/schools/public.ts';
import { makeDefaultGrid, usualPeriods } from '../grid/save-grid.ts';
import { insertPatterns, type PatternToInsert } from '../imports/insert-patterns.ts';
import { classWeek } from './class-week.ts';
import { type DemoCourse, planWeek } from './plan-week.ts';
import { demoRooms, roomsFor } from './rooms.ts';

/** Hours a week by subject; the others have two. */
const weeklyHours: Readonly<Record<string, number>> = { D: 4, M: 4, E: 4, F: 4, L: 4, S: 4, SP: 3 };
/** Kursarten of the upper years. */
const hoursByType: Readonly<Record<string, number>> = { GK: 3, LK: 5 };

/** Period grid, rooms and a week without conflicts for every course; at the primary school by class, without subjects. */
export async function seedTimetable(ctx: SchoolCtx, db: Db): Promise<void> {
  const year = await schoolYearOn(db, dayOf(ctx.now()));
  const gridId = await makeDefaultGrid(
    db,
    'Hauptraster',
    usualPeriods.filter(({ number }) => number >= 1 && number <= 8),
  );
  const classes = await sql<{ id: string; name: string; teacherIds: string[] }>`select g.id, g.name,
      array(select m.person_id from groups.pub_member m where m.school_id = g.school_id and m.group_id = g.id and m.part in ('class_teacher', 'deputy')
        order by m.part, m.person_id) as "teacherIds"
    from groups.pub_group g where g.school_id = ${db.schoolId} and g.kind = 'class' and g.ended_on is null order by g.year_level, g.name, g.id`.execute(
    db,
  );
  const rooms = demoRooms(classes.rows.map(({ name }) => name)).map((room) => ({ ...room, id: newId() }));
  await sql`insert into timetable.room (school_id, id, short_name, name, capacity, source) select ${db.schoolId}::uuid, n.id, n."shortName", n.name, n.capacity, 'demo'
    from jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) as n (id uuid, "shortName" text, name text, capacity integer)`.execute(db);
  const roomIds = new Map(rooms.map(({ id, shortName }) => [shortName, id]));
  const usual = {
    kind: 'lesson' as const,
    gridId,
    weeks: null,
    validFrom: year.firstDay,
    validTo: year.lastDay,
    title: null,
    source: 'demo',
    sourceKey: null,
  };
  const roomRow = (shortName: string | null) => {
    const roomId = roomIds.get(shortName ?? '');
    return roomId === undefined ? [] : [{ roomId, period: null }];
  };
  if (ctx.school.slug === 'park') {
    const lessons = classWeek(classes.rows);
    await insertPatterns(
      db,
      lessons.map(({ classId, className, teacherId, ...time }) => ({
        ...{ ...usual, ...time, id: newId(), courses: [], groups: [{ groupId: classId, name: null }], rooms: roomRow(`R ${className}`) },
        teachers: [{ personId: teacherId, name: null, part: 'leads' as const }],
      })),
    );
    return;
  }
  const courses = await readCourses(
    db,
    rooms.map(({ shortName }) => shortName),
  );
  const byId = new Map(courses.map((course) => [course.id, course]));
  const patterns = planWeek(courses).flatMap(({ courseId, room, ...time }): PatternToInsert[] => {
    const course = byId.get(courseId);
    if (course === undefined) return [];
    return [
      {
        ...{ ...usual, ...time, id: newId(), rooms: roomRow(room) },
        courses: [{ courseId, name: null, subject: course.subject }],
        groups: course.classIds.map((groupId) => ({ groupId, name: null })),
        teachers: course.teacherIds.map((personId, at) => ({
          personId,
          name: null,
          part: at === 0 ? ('leads' as const) : ('co_teaches' as const),
        })),
      },
    ];
  });
  await insertPatterns(db, patterns);
}

type Row = Omit<DemoCourse, 'hours' | 'rooms' | 'turn'> & { courseType: string | null; className: string | null };

/** Courses in the order in which they find their places: those of several classes first, since they bind most. */
async function readCourses(db: Db, rooms: readonly string[]): Promise<(DemoCourse & { classIds: string[] })[]> {
  const { rows } =
    await sql<Row>`select c.id, c.name, coalesce(c.subject, '') as subject, c.course_type as "courseType", g.name as "className",
      array(select t.person_id from courses.pub_teacher t where t.school_id = c.school_id and t.course_id = c.id order by t.part <> 'leads', t.person_id) as "teacherIds",
      array(select m.person_id from courses.pub_member m where m.school_id = c.school_id and m.course_id = c.id order by m.person_id) as "pupilIds"
    from courses.pub_course c left join groups.pub_group g on g.school_id = c.school_id and g.id = c.class_id
    where c.school_id = ${db.schoolId} and c.ended_on is null
    order by c.class_id is not null, c.course_type is distinct from 'LK', c.course_type, c.subject, c.name, c.id`.execute(db);
  const seats = await sql<{ personId: string; classId: string; level: string | null }>`select s.person_id as "personId", g.id as "classId",
      g.year_level as level from groups.pub_group g join groups.pub_member s on s.school_id = g.school_id and s.group_id = g.id and s.part = 'member'
    where g.school_id = ${db.schoolId} and g.kind = 'class' and g.ended_on is null`.execute(db);
  const classOf = new Map(seats.rows.map(({ personId, ...seat }) => [personId, seat]));
  return rows.map(({ courseType, className, ...course }, at) => {
    const classes = course.pupilIds.flatMap((id) => classOf.get(id) ?? []);
    return {
      ...course,
      classIds: [...new Set(classes.map(({ classId }) => classId))].sort(),
      // courses of one year beside each other, those of classes spread over the days
      turn: className === null ? Number(classes[0]?.level ?? 0) : at,
      hours: hoursByType[courseType ?? ''] ?? weeklyHours[course.subject] ?? 2,
      rooms: roomsFor(course.subject, className, rooms),
    };
  });
}
