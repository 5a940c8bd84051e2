import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import type { receivedContract } from '../answer/contract.ts';
import type { AnnotatedPage, givenAnnotationsContract } from './contract.ts';

/** A file with annotations that were given back. */
export type GivenFile = Answer<typeof receivedContract>['annotated'][number];

/**
 * The annotations on a file the caller has handed in, as they were given back last.
 *
 * @param versionId  the hand-in that is annotated; undefined: the one of the answer given back last
 * @throws not found (404) when the work is not for the caller, nothing was given back, or nothing is annotated there: we do not tell which
 */
export async function showGivenAnnotations(
  ctx: Ctx,
  { assignmentId, fileId }: { assignmentId: string; fileId: string },
  versionId?: string,
): Promise<Answer<typeof givenAnnotationsContract>> {
  return ctx.read(async (db) => {
    await requireReceived(db, ctx, assignmentId);
    const pupilId = ctx.caller.personId;
    const answer =
      versionId === undefined
        ? lastGiven(db, assignmentId, pupilId)
        : sql`${givenTo(db, assignmentId, pupilId)} and n.hand_in_id = ${versionId}`;
    const { rows } = await sql<Pick<AnnotatedPage, 'page' | 'annotations'>>`with n as (${answer})
      select g.page, g.given_annotations as annotations from n
      join assignments.annotation_page g on g.school_id = ${db.schoolId} and g.answer_id = n.id and g.file_id = ${fileId} and g.given_annotations <> '[]'
      order by g.page`.execute(db);
    return { pages: rows.length === 0 ? notFound('file') : rows };
  });
}

/**
 * Files of a pupil's own with annotations that were given back, those of the answer given back last first, then those of other versions; none for anybody else
 * than the pupil. Rights to the work are the caller's affair.
 */
export async function annotatedFiles(db: Db, ctx: Ctx, assignmentId: string, pupilId: string): Promise<GivenFile[]> {
  if (ctx.caller.context !== 'pupil' || ctx.caller.personId !== pupilId) return [];
  const { rows } = await sql<{
    handInId: string;
    fileId: string;
    version: number;
    last: boolean;
  }>`with l as (${lastGiven(db, assignmentId, pupilId)}),
      n as (${givenTo(db, assignmentId, pupilId)})
    select distinct n.hand_in_id as "handInId", g.file_id as "fileId", h.version, n.id = l.id as last from l cross join n
    join assignments.annotation_page g on g.school_id = ${db.schoolId} and g.answer_id = n.id and g.given_annotations <> '[]'
    join assignments.hand_in h on h.school_id = ${db.schoolId} and h.id = n.hand_in_id and not h.taken_back
    order by last desc, h.version desc`.execute(db);
  const files = await filesOf(db, 'assignments', [...new Set(rows.map(({ handInId }) => handInId))]);
  return [...new Set(rows.map(({ handInId }) => handInId))].flatMap((handInId) => {
    const ofVersion = rows.filter((row) => row.handInId === handInId);
    return (files.get(handInId) ?? []).flatMap((file) => {
      const row = ofVersion.find(({ fileId }) => fileId === file.id);
      return row === undefined ? [] : [{ ...file, versionId: handInId, version: row.last ? null : row.version }];
    });
  });
}

/** Answers to what the pupil has handed in; what is given of their annotations stands in these. */
function givenTo(db: Db, assignmentId: string, pupilId: string) {
  return sql`select n.id, n.hand_in_id from assignments.answer n
    where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = ${pupilId}`;
}

/** Of the answer the task page shows too (hand-in/show.ts): the one given back last. */
function lastGiven(db: Db, assignmentId: string, pupilId: string) {
  return sql`${givenTo(db, assignmentId, pupilId)} and n.given_back_at is not null order by n.given_back_at desc, n.id desc limit 1`;
}
