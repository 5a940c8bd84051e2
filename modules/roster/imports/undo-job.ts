import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { undoLast } from '../apply/undo.ts';
import { inBackground, tellStep } from './progress.ts';
import { importById } from './rows.ts';

/** Takes the last import back. Repeatable: one that was taken back is left alone. */
async function undoImport(ctx: SchoolCtx, { importId }: { importId: string }): Promise<void> {
  const row = await ctx.read((db) => importById(db, importId));
  if (row.state !== 'undoing') return;
  await inBackground(ctx, importId, 'applied', async () => {
    await tellStep(ctx, importId, 'undo', 0);
    await ctx.write((db) => undoLast(ctx, db, importId));
  });
}

/** Takes back in the background. */
export const undoJob = jobType({ name: 'roster.undo_import', limitSeconds: 600, attempts: 2, run: undoImport });
