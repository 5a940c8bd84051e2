import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import type { versionsContract } from './contract.ts';

/**
 * Everything one pupil has handed in for a piece of work, the present version first; not what was taken back. Nothing for who never handed in, whoever that is.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function listVersions(
  ctx: Ctx,
  { assignmentId, pupilId }: { assignmentId: string; pupilId: string },
  query: Query<typeof versionsContract>,
): Promise<Answer<typeof versionsContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const page = await paged(
      db
        .selectFrom('assignments.hand_in as h')
        .select(['h.id', 'h.version', 'h.text', 'h.handed_in_at', 'h.late'])
        .where('h.school_id', '=', db.schoolId)
        .where('h.assignment_id', '=', assignmentId)
        .where('h.pupil_id', '=', pupilId)
        .where('h.taken_back', '=', false),
      [{ column: 'h.version', type: 'int', of: (row) => row.version }],
      query,
      'desc',
    );
    const files = await filesOf(
      db,
      'assignments',
      page.items.map(({ id }) => id),
    );
    return {
      next: page.next,
      items: page.items.map(({ handed_in_at: handedInAt, ...version }) => ({
        ...version,
        handedInAt: handedInAt.toISOString(),
        files: files.get(version.id) ?? [],
      })),
    };
  });
}
