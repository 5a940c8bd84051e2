import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { workChanged } from '../events.ts';

/** Takes work away; pupils see it no more, what they handed in is kept. It stays in the list of what was removed, without end of its own. Repeatable. */
export async function deleteAssignment(ctx: Ctx, assignmentId: string): Promise<Record<never, never>> {
  return mark(ctx, assignmentId, ctx.now());
}

/** Brings work back that was taken away. Repeatable. */
export async function restoreAssignment(ctx: Ctx, assignmentId: string): Promise<Record<never, never>> {
  return mark(ctx, assignmentId, null);
}

async function mark(ctx: Ctx, assignmentId: string, deletedAt: Date | null): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true, deleted: true });
    if ((work.deletedAt === null) === (deletedAt === null)) return {};
    await db
      .updateTable('assignments.assignment')
      .set({ deleted_at: deletedAt })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', assignmentId)
      .execute();
    if (work.publishedAt !== null) {
      await db.audit({
        act: deletedAt === null ? 'assignments.restored' : 'assignments.deleted',
        subject: { type: 'assignment', id: assignmentId },
      });
      await db.emit(workChanged, { assignmentId, courseId: work.courseId, groupId: work.groupId });
    }
    return {};
  });
}
