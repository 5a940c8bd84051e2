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

/** What a pupil has handed in last, and the answer to it. */
export interface Annotated {
  handInId: string;
  answerId: string | null;
  /** As it hangs on the hand-in: another than asked for when the pupil has brought newer content since. */
  fileId: string;
}

/**
 * The present hand-in a file belongs to, for a teacher who may answer it.
 *
 * @throws not found (404) when the caller does not teach there, the pupil did not receive the work or has handed in nothing, or the file is no part of it: we do not tell which
 */
export async function requireAnnotated(db: Db, ctx: Ctx, { assignmentId, pupilId, fileId }: FileOfPupil): Promise<Annotated> {
  const [, { rows }] = await inOrder(
    requireTaught(db, ctx, assignmentId),
    sql<
      Omit<Annotated, 'fileId'>
    >`select h.id as "handInId", n.id as "answerId" from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
      left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.hand_in_id = h.id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and x.pupil_id = ${pupilId}`.execute(db),
  );
  const work = rows[0] ?? notFound('pupil');
  const attached = await attachedFile(db, 'assignments', [work.handInId], fileId);
  return { ...work, fileId: attached.id };
}
