import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type AttachedFile, filesOf } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import type { AnnotatedPage, givenAnnotationsContract } from './contract.ts';

/**
 * The annotations on a file the caller has handed in, as they were given back last.
 *
 * @throws not found (404) when the work is not for the caller, nothing was given back, or nothing is annotated there: we do not tell which
 */
export async function showGivenAnnotations(
  ctx: Ctx,
  { assignmentId, fileId }: { assignmentId: string; fileId: string },
): Promise<Answer<typeof givenAnnotationsContract>> {
  return ctx.read(async (db) => {
    await requireReceived(db, ctx, assignmentId);
    const { rows } = await sql<Pick<AnnotatedPage, 'page' | 'annotations'>>`with n as (${lastGiven(db, assignmentId, ctx.caller.personId)})
      select g.page, g.given_annotations as annotations from n
      join assignments.annotation_page g on g.school_id = ${db.schoolId} and g.answer_id = n.id and g.file_id = ${fileId} and g.given_annotations <> '[]'
      order by g.page`.execute(db);
    return { pages: rows.length === 0 ? notFound('file') : rows };
  });
}

/** Files of a pupil's own with annotations that were given back; none for anybody else than the pupil. Rights to the work are the caller's affair. */
export async function annotatedFiles(db: Db, ctx: Ctx, assignmentId: string, pupilId: string): Promise<AttachedFile[]> {
  if (ctx.caller.context !== 'pupil' || ctx.caller.personId !== pupilId) return [];
  const { rows } = await sql<{ handInId: string; fileId: string }>`with n as (${lastGiven(db, assignmentId, pupilId)})
    select distinct n.hand_in_id as "handInId", g.file_id as "fileId" from n
    join assignments.annotation_page g on g.school_id = ${db.schoolId} and g.answer_id = n.id and g.given_annotations <> '[]'`.execute(db);
  const handInId = rows[0]?.handInId;
  if (handInId === undefined) return [];
  const files = (await filesOf(db, 'assignments', [handInId])).get(handInId) ?? [];
  return files.filter(({ id }) => rows.some(({ fileId }) => fileId === id));
}

/** Of the answer the task page shows too (hand-in/show.ts): the one given back last. */
function lastGiven(db: Db, assignmentId: string, pupilId: string) {
  return sql`select n.id, n.hand_in_id from assignments.answer n
    where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = ${pupilId} and n.given_back_at is not null
    order by n.given_back_at desc, n.id desc limit 1`;
}
