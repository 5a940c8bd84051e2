import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { holdRoster } from '../apply/apply.ts';
import { undoLast } from '../apply/undo.ts';
import { inBackground, tellStep } from './progress.ts';
import { importById } from './rows.ts';

/** Takes the last import back. Repeatable: one that was taken back is left alone. */
async function undoImport(ctx: SchoolCtx, { importId }: { importId: string }): Promise<void> {
  const row = await ctx.read((db) => importById(db, importId));
  if (row.state !== 'undoing') return;
  await inBackground(ctx, importId, 'applied', async () => {
    await ctx.write(async (db) => {
      // first the lock, then the word: a step that is told without the lock is one whose process died
      await holdRoster(db);
      await tellStep(ctx, importId, 'undo', 0);
      await undoLast(ctx, db, importId);
    });
  });
}

/** Takes back in the background. */
export const undoJob = jobType({ name: 'roster.undo_import', runner: 'imports', limitSeconds: 600, attempts: 2, run: undoImport });
