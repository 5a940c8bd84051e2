import type { Ctx } from '#kernel/module/ctx.ts';
import { requireOwnFile } from './access.ts';

/** Puts the caller's own file into the bin; a second time changes nothing. Where it is in use it stays readable. */
export async function deleteFile(ctx: Ctx, fileId: string): Promise<Record<never, never>> {
  return mark(ctx, fileId, ctx.now());
}

/** Takes the caller's own file out of the bin. */
export async function restoreFile(ctx: Ctx, fileId: string): Promise<Record<never, never>> {
  return mark(ctx, fileId, null);
}

async function mark(ctx: Ctx, fileId: string, deletedAt: Date | null): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const file = await requireOwnFile(db, ctx.caller.personId, fileId, ctx.now());
    if ((file.deletedAt === null) === (deletedAt === null)) return {};
    await db
      .updateTable('files.file')
      .set({ deleted_at: deletedAt })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', fileId)
      .execute();
    return {};
  });
}
