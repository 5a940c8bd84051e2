import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { membersOf, requireGroup } from '#modules/groups/public.ts';
import { endCourses, saveCourses, saveSubjects } from './bulk/save-courses.ts';
import { saveCourseMembers } from './bulk/save-members.ts';
import { saveCourseTeachers } from './bulk/save-teachers.ts';
import { requireStaff } from './change-members.ts';
import type { changeCourseContract, createCourseContract, endCourseContract } from './contract.ts';
import { courseChanged } from './events.ts';
import { requireCourse } from './visible.ts';

/**
 * Makes a course by hand. With a class, all its pupils sit in it from now on.
 *
 * @throws not found (404) for class or teachers · `courses.not_staff` (422)
 */
export async function createCourse(
  ctx: Ctx,
  { body }: { body: Body<typeof createCourseContract> },
): Promise<Answer<typeof createCourseContract>> {
  const { teacherIds, classId = null, ...course } = body;
  const day = dayOf(ctx.now());
  return ctx.write(async (db) => {
    if (classId !== null) await requireGroup(ctx, db, classId);
    await requireStaff(db, teacherIds, day);
    const courseId = newId();
    await saveCourses(db, [{ ...course, id: courseId, classId, schoolYear: schoolYearOf(day) }], ctx.now());
    await saveCourseTeachers(
      db,
      [...new Set(teacherIds)].map((personId, place) => ({ courseId, personId, part: place === 0 ? 'leads' : 'co_teaches' })),
    );
    if (classId !== null) {
      const members = await membersOf(db, [classId], day);
      await saveCourseMembers(
        db,
        members.filter(({ part }) => part === 'member').map(({ personId }) => ({ courseId, personId })),
      );
    }
    await db.audit({ act: 'courses.course_made', subject: { type: 'course', id: courseId } });
    return { courseId };
  });
}

/**
 * Renames a course or makes it sensitive.
 *
 * @throws not found (404)
 */
export async function changeCourse(
  ctx: Ctx,
  { params: { courseId }, body }: { params: Params<typeof changeCourseContract>; body: Body<typeof changeCourseContract> },
): Promise<Answer<typeof changeCourseContract>> {
  return ctx.write(async (db) => {
    const course = await requireCourse(ctx, db, courseId, []);
    const subjectId =
      body.subject === undefined ? undefined : body.subject === null ? null : await subjectOf(db, body.subject, body.subjectName ?? null);
    await sql`update courses.course c set name = ${body.name ?? course.name}, sensitive = ${body.sensitive ?? course.sensitive}
        ${subjectId === undefined ? sql`` : sql`, subject_id = ${subjectId}`}
      where c.school_id = ${db.schoolId} and c.id = ${courseId}`.execute(db);
    await db.emit(courseChanged, { courseId });
    await db.audit({ act: 'courses.course_changed', subject: { type: 'course', id: courseId } });
    return { courseId };
  });
}

/**
 * Ends a course on a day.
 *
 * @throws not found (404)
 */
export async function endCourse(
  ctx: Ctx,
  { params: { courseId }, body: { lastDay } }: { params: Params<typeof endCourseContract>; body: Body<typeof endCourseContract> },
): Promise<Answer<typeof endCourseContract>> {
  return ctx.write(async (db) => {
    await requireCourse(ctx, db, courseId, []);
    await endCourses(db, [courseId], lastDay);
    await db.audit({ act: 'courses.course_ended', subject: { type: 'course', id: courseId }, data: { lastDay } });
    return { courseId };
  });
}

async function subjectOf(db: Db, shortName: string, name: string | null): Promise<string> {
  await saveSubjects(db, [{ shortName, name }]);
  const { rows } = await sql<{
    id: string;
  }>`select id from courses.subject where school_id = ${db.schoolId} and short_name = ${shortName}`.execute(db);
  return rows[0]?.id ?? notFound('subject');
}
