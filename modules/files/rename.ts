import { checkContent } from '#kernel/blobs/check-content.ts';
import { safeFileName } from '#kernel/blobs/file-name.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireOwnFile } from './access.ts';
import { refusals } from './refusals.ts';

/**
 * Gives the caller's own file another name, made safe for every system; its type stays what its bytes are.
 *
 * @returns the name as it is kept now
 * @throws `files.program_refused` (415) for an ending that runs
 */
export async function renameFile(ctx: Ctx, fileId: string, wanted: string): Promise<{ name: string }> {
  return ctx.write(async (db) => {
    const file = await requireOwnFile(db, ctx.caller.personId, fileId, ctx.now());
    const name = safeFileName(wanted);
    const check = checkContent(name, file.type);
    if (!check.ok && check.reason === 'runs') throw refusals.programRefused({ name });
    await db.updateTable('files.file').set({ name }).where('school_id', '=', db.schoolId).where('id', '=', fileId).execute();
    return { name };
  });
}
