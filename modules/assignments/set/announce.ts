import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { workSet } from '../events.ts';

interface Announced {
  id: string;
  courseId: string | null;
  groupId: string | null;
  startsAt: Date | null;
}

/** Announces that work became visible: now, or at its start, whichever is later. A start that moves takes the announcement with it. */
export async function announceSet(db: Db, ctx: SchoolCtx, { id, courseId, groupId, startsAt }: Announced): Promise<void> {
  if (startsAt !== null && startsAt > ctx.now()) {
    await db.enqueue(announceJob, { assignmentId: id, startsAt: startsAt.toISOString() }, { at: startsAt, key: id });
    return;
  }
  await db.emit(workSet, { assignmentId: id, courseId, groupId });
}

/** Announces work at its start; does nothing when it was moved, taken away or announced meanwhile. */
export const announceJob = jobType({
  name: 'assignments.announce_start',
  limitSeconds: 30,
  run: async (ctx: SchoolCtx, { assignmentId, startsAt }: { assignmentId: string; startsAt: string }) => {
    await ctx.write(async (db) => {
      const { rows } = await sql<{
        courseId: string | null;
        groupId: string | null;
      }>`select a.course_id as "courseId", a.group_id as "groupId"
        from assignments.assignment a where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and a.deleted_at is null
          and a.starts_at = ${startsAt}::timestamptz`.execute(db);
      const row = rows[0];
      if (row !== undefined) await db.emit(workSet, { assignmentId, ...row });
    });
  },
});
