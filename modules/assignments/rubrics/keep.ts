import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireRubric } from './access.ts';
import type { createRubricContract, rubricContract, saveRubricContract } from './contract.ts';

/**
 * One rubric with its criteria.
 *
 * @throws not found (404) when it is neither the caller's nor shared
 */
export async function showRubric(ctx: Ctx, rubricId: string): Promise<Answer<typeof rubricContract>> {
  return ctx.read((db) => requireRubric(db, ctx, rubricId));
}

/** Keeps a new rubric of the caller's. */
export async function createRubric(ctx: Ctx, body: Body<typeof createRubricContract>): Promise<{ rubricId: string }> {
  return ctx.write(async (db) => ({ rubricId: await insertRubric(db, ctx, body) }));
}

/**
 * Changes one's own rubric. Copies and work that uses it stay as they are.
 *
 * @throws `assignments.changed_meanwhile` (409) when it was saved elsewhere since: nothing is overwritten
 * @throws not found (404) for a colleague's, shared or not
 */
export async function saveRubric(
  ctx: Ctx,
  rubricId: string,
  { title, criteria, shared, revision }: Body<typeof saveRubricContract>,
): Promise<{ revision: number }> {
  return ctx.write(async (db) => {
    const before = await requireRubric(db, ctx, rubricId, { own: true });
    if (before.revision !== revision) throw refusals.changedMeanwhile({ revision: before.revision });
    await sql`update assignments.rubric set title = ${title}, criteria = ${JSON.stringify(criteria)}::jsonb, shared = ${shared}, revision = ${revision + 1}
      where school_id = ${db.schoolId} and id = ${rubricId}`.execute(db);
    return { revision: revision + 1 };
  });
}

/**
 * Deletes one's own rubric; work that uses it keeps its copy.
 *
 * @throws not found (404) for a colleague's, shared or not
 */
export async function deleteRubric(ctx: Ctx, rubricId: string): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    await requireRubric(db, ctx, rubricId, { own: true });
    await sql`delete from assignments.rubric where school_id = ${db.schoolId} and id = ${rubricId}`.execute(db);
    return {};
  });
}

/**
 * Makes a copy that belongs to the caller and is shared with nobody.
 *
 * @throws not found (404) when it is neither the caller's nor shared
 */
export async function copyRubric(ctx: Ctx, rubricId: string): Promise<{ rubricId: string }> {
  return ctx.write(async (db) => {
    const { title, criteria } = await requireRubric(db, ctx, rubricId);
    return { rubricId: await insertRubric(db, ctx, { title, criteria, shared: false }) };
  });
}

async function insertRubric(db: Db, ctx: Ctx, { title, criteria, shared }: Body<typeof createRubricContract>): Promise<string> {
  const id = newId();
  await sql`insert into assignments.rubric (school_id, id, made_by, title, criteria, shared)
    values (${db.schoolId}, ${id}, ${ctx.caller.personId}, ${title}, ${JSON.stringify(criteria)}::jsonb, ${shared})`.execute(db);
  return id;
}
