import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type FileOfPupil, requireAnnotated } from './access.ts';
import type { annotationsContract } from './contract.ts';
import { pagesOf } from './pages.ts';

/**
 * What teachers have annotated on one file of a pupil's hand-in, given back or not.
 *
 * @param versionId  an earlier version; undefined: the present one
 *
 * @throws not found (404) for everybody who may not answer it
 */
export async function showAnnotations(ctx: Ctx, ids: FileOfPupil, versionId?: string): Promise<Answer<typeof annotationsContract>> {
  return ctx.read(async (db) => {
    const { handInId, answerId, fileId } = await requireAnnotated(db, ctx, ids, versionId);
    return { handInId, pages: answerId === null ? [] : await pagesOf(db, answerId, fileId) };
  });
}
