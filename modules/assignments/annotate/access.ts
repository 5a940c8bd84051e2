import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { attachedFile } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { recipientsOf } from '../sql.ts';

/** A file of a pupil’s work, as it stands in addresses. */
export interface FileOfPupil {
  assignmentId: string;
  pupilId: string;
  fileId: string;
}

/** A version of what a pupil has handed in, and the answer to it. */
export interface Annotated {
  handInId: string;
  /** The version that counts; the same unless an earlier one was asked for. */
  presentId: string;
  answerId: string | null;
  /** As it hangs on the hand-in: another than asked for when the pupil has brought newer content since. */
  fileId: string;
}

/**
 * The hand-in a file belongs to, for a teacher who may answer it: the present one, or an earlier version that stands beside it.
 *
 * @param versionId  the hand-in; undefined: the present one
 * @throws not found (404) when the caller does not teach there, the pupil did not receive the work or has handed in nothing, there is no such version or it was taken
 *   back, or the file is no part of it: we do not tell which
 */
export async function requireAnnotated(
  db: Db,
  ctx: Ctx,
  { assignmentId, pupilId, fileId }: FileOfPupil,
  versionId?: string,
): Promise<Annotated> {
  const [, { rows }] = await inOrder(
    requireTaught(db, ctx, assignmentId),
    sql<
      Omit<Annotated, 'fileId'>
    >`select h.id as "handInId", c.id as "presentId", n.id as "answerId" from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      join assignments.hand_in c on c.school_id = a.school_id and c.assignment_id = a.id and c.pupil_id = x.pupil_id and c.current
      join assignments.hand_in h on h.school_id = c.school_id and h.assignment_id = c.assignment_id and h.pupil_id = c.pupil_id
        and h.id = ${versionId === undefined ? sql`c.id` : sql`${versionId}::uuid`} and not h.taken_back
      left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.hand_in_id = h.id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and x.pupil_id = ${pupilId}`.execute(db),
  );
  const work = rows[0] ?? notFound('pupil');
  const attached = await attachedFile(db, 'assignments', [work.handInId], fileId);
  return { ...work, fileId: attached.id };
}
