import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';

/** One folder that its owner shares with a course for reading. */
export async function shareDemoFolder(
  ctx: SchoolCtx,
  db: Db,
  { entryId, ownerId, courseId }: { entryId: string; ownerId: string; courseId: string },
): Promise<void> {
  await db
    .insertInto('files.share')
    .values({
      school_id: db.schoolId,
      id: newId(),
      entry_id: entryId,
      course_id: courseId,
      may_change: false,
      made_by: ownerId,
      made_at: ctx.now(),
    })
    .execute();
}
