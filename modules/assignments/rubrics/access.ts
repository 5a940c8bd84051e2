import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Criterion } from './contract.ts';

/** A rubric somebody may read. */
export interface Rubric {
  id: string;
  title: string;
  criteria: Criterion[];
  shared: boolean;
  own: boolean;
  revision: number;
}

/**
 * A rubric of the caller's own, or one a colleague shares.
 *
 * @param options.own  only one's own, locked until the end of the transaction: to change it
 * @throws not found (404) for every other: we do not tell whether there is one
 */
export async function requireRubric(db: Db, ctx: Ctx, rubricId: string, options: { own?: boolean } = {}): Promise<Rubric> {
  const { personId, context } = ctx.caller;
  if (context !== 'work') notFound('rubric');
  const { rows } =
    await sql<Rubric>`select b.id, b.title, b.criteria, b.shared, b.made_by is not distinct from ${personId}::uuid as own, b.revision
    from assignments.rubric b where b.school_id = ${db.schoolId} and b.id = ${rubricId}
      and ${options.own ? sql`b.made_by = ${personId} for update` : sql`(b.shared or b.made_by = ${personId})`}`.execute(db);
  return rows[0] ?? notFound('rubric');
}
