import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { digestOf, setCounts, storeEntries, storeQuestions } from '../apply/store-plan.ts';
import type { RosterFile } from '../formats/unzip.ts';
import { compareWith, readFor } from './compare.ts';
import { knownClasses } from './known-classes.ts';
import { allProblems } from './problems.ts';
import { inBackground, setState, tellStep } from './progress.ts';
import { answersOf, filesOf, type ImportRow, importById } from './rows.ts';
import { unseal } from './sealed-file.ts';

/** Reads the files of an import and compares them with the school. Changes nothing but what is kept about the import. */
async function readImport(ctx: SchoolCtx, { importId }: { importId: string }): Promise<void> {
  const { row, answers, classes } = await ctx.read(async (db) => ({
    row: await importById(db, importId),
    answers: await answersOf(db, importId),
    classes: await knownClasses(db),
  }));
  if (row.state !== 'reading') return;
  await inBackground(ctx, importId, 'open', async () => {
    await tellStep(ctx, importId, 'files', 0);
    const reading = await readFor(ctx, await bytesOf(ctx, importId), {
      format: row.formatWanted,
      mappings: row.mappings,
      complete: row.complete,
      knownClasses: classes,
    });
    await tellStep(ctx, importId, 'compare', 1);
    const hasErrors = reading.snapshot === null || reading.problems.some(({ severity }) => severity === 'error');
    const { snapshot } = reading;
    const compared = snapshot === null || hasErrors ? null : await ctx.read((db) => compareWith(ctx, db, snapshot, answers));
    const plan = compared?.plan ?? null;
    await ctx.write(async (db) => {
      await sql`update roster.import set format = ${reading.detected.format}, detected = ${JSON.stringify(reading.detected)},
          problems = ${JSON.stringify(allProblems(reading.problems, plan?.notes ?? []))}, counts = ${json(plan?.counts)}, per_class = ${json(plan?.perClass)},
          stops = ${json(plan?.stops)}, continued = ${json(plan?.continued)}, sets = ${json(plan && setCounts(plan.writes))}, digest = ${plan && digestOf(plan)}, confirmed = false
        where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
      await storeEntries(db, importId, plan?.entries ?? []);
      if (compared !== null) await storeQuestions(db, importId, compared.plan, compared.present);
      // a difference that is looked at again because the school changed says so
      await setState(db, importId, 'read', ctx.now(), row.failure === 'changed_since' ? row.failure : null);
    });
  });
}

/** Reads in the background. */
export const readJob = jobType({ name: 'roster.read_import', runner: 'imports', limitSeconds: 300, attempts: 2, run: readImport });

/** The uploaded bytes of an import. */
export async function bytesOf(ctx: SchoolCtx, importId: string): Promise<RosterFile[]> {
  const files = await ctx.read((db) => filesOf(db, importId));
  const opened: RosterFile[] = [];
  for (const { name, hash, key } of files)
    if (hash !== null && key !== null) opened.push({ name, bytes: await unseal(ctx.services.blobs, { hash, key }) });
  return opened;
}

/** Whether something of what was read hinders applying. */
export function hasErrors({ problems, counts }: Pick<ImportRow, 'problems' | 'counts'>): boolean {
  return counts === null || problems.some(({ severity }) => severity === 'error');
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
