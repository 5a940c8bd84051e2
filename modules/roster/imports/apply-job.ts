import { Refusal } from '#kernel/errors/refusal.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { applySnapshot } from '../apply/apply.ts';
import { applySteps } from '../apply/write-plan.ts';
import { refusals } from '../refusals.ts';
import { readFor } from './compare.ts';
import { dropFiles } from './drop-files.ts';
import { knownClasses } from './known-classes.ts';
import { inBackground, setState, tellStep } from './progress.ts';
import { bytesOf, readJob } from './read-job.ts';
import { answersOf, importById } from './rows.ts';

/** Applies an import that somebody has looked at. Repeatable: one that was applied is left alone. */
async function applyImport(ctx: SchoolCtx, { importId }: { importId: string }, signal?: AbortSignal): Promise<void> {
  const { row, answers, classes } = await ctx.read(async (db) => ({
    row: await importById(db, importId),
    answers: await answersOf(db, importId),
    classes: await knownClasses(db),
  }));
  if (row.state !== 'applying') return;
  await inBackground(ctx, importId, 'read', async () => {
    const step = async (name: (typeof applySteps)[number]) => {
      signal?.throwIfAborted();
      await tellStep(ctx, importId, name, applySteps.indexOf(name));
    };
    await step('files');
    const { snapshot, problems } = await readFor(ctx, await bytesOf(ctx, importId), {
      format: row.formatWanted,
      mappings: row.mappings,
      complete: row.complete,
      knownClasses: classes,
    });
    if (snapshot === null || problems.some(({ severity }) => severity === 'error')) throw refusals.hasErrors();
    const wish = { importId, snapshot, answers, confirmed: row.confirmed, digest: row.digest, step };
    const isApplied = await ctx
      .write((db) => applySnapshot(ctx, db, wish))
      .then(
        () => true,
        (fault: unknown) => {
          if (fault instanceof Refusal && fault.code === 'roster.changed_since') return false;
          throw fault;
        },
      );
    if (isApplied) await dropFiles(ctx, importId);
    else await lookAgain(ctx, importId);
  });
}

/** Applies in the background. */
export const applyJob = jobType({ name: 'roster.apply_import', runner: 'imports', limitSeconds: 600, attempts: 2, run: applyImport });

/** The school is not what it was when somebody looked: the difference is worked out anew, to be looked at again. */
async function lookAgain(ctx: SchoolCtx, importId: string): Promise<void> {
  await ctx.write(async (db) => {
    await setState(db, importId, 'reading', ctx.now(), 'changed_since');
    await db.enqueue(readJob, { importId });
  });
}
