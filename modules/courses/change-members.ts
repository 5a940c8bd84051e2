import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { membersOf, requireGroup } from '#modules/groups/public.ts';
import { endCourseMembers, removeCourseMembers, saveCourseMembers } from './bulk/save-members.ts';
import { endCourseTeachers, removeCourseTeachers, saveCourseTeachers } from './bulk/save-teachers.ts';
import type { addPupilsContract, addTeachersContract, removeFromCourseContract } from './contract.ts';
import { refusals } from './refusals.ts';
import { requireCourse } from './visible.ts';

/**
 * Gives teachers a part in a course.
 *
 * @throws not found (404) · `courses.not_staff` (422) · `courses.dates_reversed` (422)
 */
export async function addTeachers(
  ctx: Ctx,
  { params: { courseId }, body }: { params: Params<typeof addTeachersContract>; body: Body<typeof addTeachersContract> },
): Promise<Answer<typeof addTeachersContract>> {
  requireOrder(body);
  const { part, validFrom, validTo } = body;
  const personIds = [...new Set(body.personIds)];
  return ctx.write(async (db) => {
    await requireCourse(ctx, db, courseId, []);
    await requireStaff(db, personIds, dayOf(ctx.now()));
    const counts = await saveCourseTeachers(
      db,
      personIds.map((personId) => ({ courseId, personId, part, validFrom, validTo })),
    );
    for (const personId of personIds)
      await db.audit({ act: 'courses.teacher_added', subject: { type: 'course', id: courseId }, data: { personId, part } });
    return counts;
  });
}

/**
 * Puts pupils into a course: single ones, and all pupils a group has today.
 *
 * @throws not found (404) · `courses.not_a_pupil` (422) · `courses.dates_reversed` (422)
 */
export async function addPupils(
  ctx: Ctx,
  { params: { courseId }, body }: { params: Params<typeof addPupilsContract>; body: Body<typeof addPupilsContract> },
): Promise<Answer<typeof addPupilsContract>> {
  requireOrder(body);
  const { validFrom, validTo, groupId = null } = body;
  const day = dayOf(ctx.now());
  return ctx.write(async (db) => {
    await requireCourse(ctx, db, courseId, []);
    await requireCapacity(db, body.personIds, ['pupil'], day, refusals.notAPupil);
    if (groupId !== null) await requireGroup(ctx, db, groupId);
    const ofGroup =
      groupId === null
        ? []
        : await pupilsOnly(
            db,
            (await membersOf(db, [groupId], day)).map(({ personId }) => personId),
          );
    const personIds = [...new Set([...body.personIds, ...ofGroup])];
    const counts = await saveCourseMembers(
      db,
      personIds.map((personId) => ({ courseId, personId, validFrom, validTo })),
    );
    await db.audit({ act: 'courses.pupils_added', subject: { type: 'course', id: courseId }, data: { count: personIds.length } });
    return counts;
  });
}

/**
 * Ends the part of people in a course, or strikes it out when no last day is given.
 *
 * @throws not found (404)
 */
export async function removeFromCourse(
  ctx: Ctx,
  {
    params: { courseId },
    body: { personIds, lastDay },
  }: { params: Params<typeof removeFromCourseContract>; body: Body<typeof removeFromCourseContract> },
): Promise<Answer<typeof removeFromCourseContract>> {
  return ctx.write(async (db) => {
    await requireCourse(ctx, db, courseId, []);
    const keys = personIds.map((personId) => ({ courseId, personId }));
    if (lastDay === null) {
      await removeCourseTeachers(db, keys);
      await removeCourseMembers(db, keys);
    } else {
      await endCourseTeachers(db, keys, lastDay);
      await endCourseMembers(db, keys, lastDay);
    }
    await db.audit({ act: 'courses.people_removed', subject: { type: 'course', id: courseId }, data: { count: personIds.length } });
    return { courseId };
  });
}

/**
 * Makes sure all work at the school on a day.
 *
 * @throws `courses.not_staff` (422)
 */
export async function requireStaff(db: Db, personIds: readonly string[], day: string): Promise<void> {
  await requireCapacity(db, personIds, ['teacher', 'staff', 'head'], day, refusals.notStaff);
}

async function requireCapacity(
  db: Db,
  personIds: readonly string[],
  capacities: readonly string[],
  day: string,
  refusal: () => Error,
): Promise<void> {
  if (personIds.length === 0) return;
  const { rows } =
    await sql`select distinct p.id from people.pub_person p join people.pub_capacity k on k.school_id = p.school_id and k.person_id = p.id
    where p.school_id = ${db.schoolId} and p.id = any(${[...personIds]}) and p.status = 'active' and k.capacity = any(${[...capacities]})
      and (k.valid_to is null or k.valid_to >= ${day}::date)`.execute(db);
  if (rows.length < new Set(personIds).size) throw refusal();
}

async function pupilsOnly(db: Db, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct person_id as id from people.pub_capacity
    where school_id = ${db.schoolId} and person_id = any(${[...personIds]}) and capacity = 'pupil'`.execute(db);
  return rows.map(({ id }) => id);
}

function requireOrder(days: { validFrom: string | null; validTo: string | null }): void {
  if (days.validFrom !== null && days.validTo !== null && days.validTo < days.validFrom) throw refusals.datesReversed();
}
