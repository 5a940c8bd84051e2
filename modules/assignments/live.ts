import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type LiveTopic, wokenBy } from '#kernel/module/manifest.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { readablePupils } from './access.ts';
import {
  answered,
  handedIn,
  reminded,
  reviewHandedIn,
  reviewsAsked,
  reviewsReleased,
  takenBack,
  teamChanged,
  timesChanged,
  workChanged,
  workSet,
} from './events.ts';
import { teaches, teachingOf, workOf } from './sql.ts';

/** "Look again" for open pages. Pupils do not follow `assignment`: when others hand in is not theirs to know. */
export const live: readonly LiveTopic[] = [
  {
    name: 'assignment',
    wokenBy: [
      wokenBy(handedIn, ({ assignmentId }) => [assignmentId]),
      wokenBy(takenBack, ({ assignmentId }) => [assignmentId]),
      wokenBy(timesChanged, ({ assignmentId }) => [assignmentId]),
      wokenBy(answered, ({ assignmentId }) => [assignmentId]),
      wokenBy(teamChanged, ({ assignmentId }) => [assignmentId]),
      wokenBy(reviewHandedIn, ({ assignmentId }) => [assignmentId]),
      wokenBy(workChanged, ({ assignmentId }) => [assignmentId]),
    ],
    mayFollow: mayFollowAssignment,
  },
  {
    name: 'course',
    wokenBy: [
      wokenBy(workSet, ({ courseId, groupId }) => target(courseId, groupId)),
      wokenBy(workChanged, ({ courseId, groupId }) => target(courseId, groupId)),
    ],
    mayFollow: mayFollowCourse,
  },
  {
    name: 'teaching',
    wokenBy: [
      wokenBy(handedIn, ({ courseId, groupId }) => target(courseId, groupId)),
      wokenBy(takenBack, ({ courseId, groupId }) => target(courseId, groupId)),
    ],
    mayFollow: mayFollowTeaching,
  },
  {
    name: 'person',
    wokenBy: [
      wokenBy(handedIn, ({ pupilId }) => [pupilId]),
      wokenBy(takenBack, ({ pupilId }) => [pupilId]),
      wokenBy(teamChanged, ({ pupilIds }) => pupilIds),
      wokenBy(reviewsAsked, ({ pupilIds }) => pupilIds),
      wokenBy(reviewsReleased, ({ pupilIds }) => pupilIds),
      wokenBy(reviewHandedIn, ({ authorId }) => [authorId]),
      wokenBy(timesChanged, ({ pupilIds }) => pupilIds),
      wokenBy(answered, ({ pupilIds }) => pupilIds),
      wokenBy(reminded, ({ pupilIds }) => pupilIds),
    ],
    mayFollow: mayFollowPerson,
  },
];

function target(courseId: string | null, groupId: string | null): string[] {
  return [courseId, groupId].filter((id) => id !== null);
}

/** Its teachers. */
async function mayFollowAssignment(ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (!isId(id) || ctx.caller.context !== 'work') return false;
  const { rows } = await sql`select from assignments.assignment a where a.school_id = ${db.schoolId} and a.id = ${id}
    and (a.published_at is not null or a.made_by = ${ctx.caller.personId}) and ${teaches(ctx.caller.personId, dayOf(ctx.now()))}`.execute(
    db,
  );
  return rows.length > 0;
}

/** Teachers of a course or class, and those whose pupils have work there. */
async function mayFollowCourse(ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (await mayFollowTeaching(ctx, db, id)) return true;
  if (!isId(id)) return false;
  const { rows } = await sql`select from (${workOf(db.schoolId, await readablePupils(db, ctx), dayOf(ctx.now()))}) x
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id where ${id} in (a.course_id, a.group_id) limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

async function mayFollowTeaching(ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (!isId(id) || ctx.caller.context !== 'work') return false;
  const { rows } =
    await sql`select from (${teachingOf(db.schoolId, ctx.caller.personId, dayOf(ctx.now()))}) t where ${id} in (t.course_id, t.group_id) limit 1`.execute(
      db,
    );
  return rows.length > 0;
}

/** The pupil, guardians and assistants. */
async function mayFollowPerson(ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const { rows } = await sql`select from (${await readablePupils(db, ctx, id)}) p`.execute(db);
  return rows.length > 0;
}
