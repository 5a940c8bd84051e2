import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachedFile, filesOf, streamFile } from '#modules/files/public.ts';
import { reviewHandedIn } from '../events.ts';
import { refusals } from '../refusals.ts';
import { fits } from '../rubrics/contract.ts';
import { isClosed } from '../state.ts';
import { asTyped, withPictures } from '../typed-pictures/contract.ts';
import { requireAsked } from './access.ts';
import type { reviewContract, writeReviewContract } from './contract.ts';

interface Which {
  assignmentId: string;
  reviewId: string;
}

/**
 * What the caller is asked to review. Where names are hidden, nothing of it says whose it is: no name, no id of a person, a hand-in or a file, no time, and
 * files are called by their place. What somebody has written into the text or a file stands there all the same.
 *
 * @throws not found (404) when the caller is not asked for this review: we do not tell whether there is one
 */
export async function showReview(ctx: Ctx, which: Which): Promise<Answer<typeof reviewContract>> {
  return ctx.read(async (db) => {
    const asked = await requireAsked(db, ctx, which);
    const files = asked.handInId === null ? [] : ((await filesOf(db, 'assignments', [asked.handInId])).get(asked.handInId) ?? []);
    const { title, body, authorName, criteria, dueAt, text, rubric, handedInAt, revision, handInId, handInText } = asked;
    return {
      title,
      body,
      author: authorName,
      work:
        handInId === null
          ? null
          : {
              text: byPlace(handInText ?? '', files),
              files: files.map(({ name, type, sizeBytes }, index) => ({
                place: index + 1,
                name: shownName(asked.anonymous, name, index + 1),
                type,
                sizeBytes,
              })),
            },
      criteria,
      dueAt: dueAt?.toISOString() ?? null,
      closed: isClosed(dueAt, ctx.now()),
      text,
      rubric,
      handedIn: handedInAt !== null,
      revision,
    };
  });
}

/** Pictures in the text by the place of their file, which says nothing of the author. */
function byPlace(text: string, files: readonly { id: string }[]): string {
  return withPictures(text, (picture) => {
    const place = files.findIndex(({ id }) => id === picture.fileId) + 1;
    return place === 0 ? '' : asTyped({ ...picture, fileId: String(place) });
  });
}

/** "3.pdf" instead of "Referat - Anna Meier.pdf". */
function shownName(anonymous: boolean, name: string, place: number): string {
  return anonymous ? `${place}${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? ''}` : name;
}

/**
 * Sends a file of the reviewed work, by its place among the files.
 *
 * @throws not found (404) when the caller is not asked for this review, or there is no such file
 */
export async function downloadReviewed(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { assignmentId, reviewId, place } = request.params as { assignmentId: string; reviewId: string; place: string }; // the route's own parameters
  if (!isId(assignmentId) || !isId(reviewId) || !/^\d{1,3}$/.test(place)) notFound('file');
  const file = await ctx.read(async (db) => {
    const { handInId, anonymous } = await requireAsked(db, ctx, { assignmentId, reviewId });
    const files = handInId === null ? [] : ((await filesOf(db, 'assignments', [handInId])).get(handInId) ?? []);
    const wanted = files[Number(place) - 1] ?? notFound('file');
    const found = await attachedFile(db, 'assignments', [handInId ?? ''], wanted.id);
    return { ...found, name: shownName(anonymous, found.name, Number(place)) };
  });
  return streamFile(ctx, file, request, reply);
}

/**
 * Keeps what the reviewer writes, or hands it in. What was handed in can be changed until the due time.
 *
 * @throws `assignments.changed_meanwhile` (409) when another tab has saved since
 * @throws `assignments.closed` (409) from the due time on · `assignments.empty` (422) when nothing would be handed in
 * @throws `assignments.rubric_mismatch` (409) for choices the rubric does not have
 * @throws not found (404) when the caller is not asked for this review
 */
export async function writeReview(
  ctx: Ctx,
  which: Which,
  body: Body<typeof writeReviewContract>,
): Promise<Answer<typeof writeReviewContract>> {
  const { assignmentId, reviewId } = which;
  return ctx.write(async (db) => {
    const asked = await requireAsked(db, ctx, which, { lock: true });
    if (isClosed(asked.dueAt, ctx.now())) throw refusals.closed({ closedAt: asked.dueAt?.toISOString() });
    if (asked.revision !== body.revision) throw refusals.changedMeanwhile({ revision: asked.revision });
    if (body.rubric !== null && (asked.criteria === null || !fits(asked.criteria, body.rubric))) throw refusals.rubricMismatch();
    const isEmpty = body.text.trim() === '' && (body.rubric ?? []).every((level) => level === null);
    if (body.handIn && isEmpty) throw refusals.empty();
    const revision = body.revision + 1;
    await db
      .updateTable('assignments.review')
      .set({
        text: body.text,
        rubric: body.rubric === null ? null : JSON.stringify(body.rubric),
        revision,
        ...(body.handIn && { handed_in_at: asked.handedInAt ?? ctx.now() }),
      })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', reviewId)
      .execute();
    if (body.handIn && asked.handedInAt === null) await db.emit(reviewHandedIn, { assignmentId, authorId: asked.authorId });
    return { revision };
  });
}
