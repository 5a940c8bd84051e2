import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { workChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import type { markSchemeContract } from './contract.ts';

/**
 * Switches marks of a piece of work on or off, or changes what they stand for.
 *
 * @param marks  null: no marks
 * @throws `assignments.marks_given` (409) when the kind would change, or marks end, while somebody has one
 * @throws not found (404) when the caller does not teach there
 */
export async function setMarkScheme(
  ctx: Ctx,
  assignmentId: string,
  { marks }: Body<typeof markSchemeContract>,
): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    const of = sql`school_id = ${db.schoolId} and assignment_id = ${assignmentId}`;
    const { rows } = await sql<{ kind: string; used: boolean }>`select kind, exists (select from assignments.answer
      where ${of} and (mark is not null or given_mark is not null)) as used from assignments.mark_scheme where ${of}`.execute(db);
    const before = rows[0];
    if (before?.used && before.kind !== marks?.kind) throw refusals.marksGiven();
    if (marks === null) await sql`delete from assignments.mark_scheme where ${of}`.execute(db);
    else
      await sql`insert into assignments.mark_scheme (school_id, assignment_id, kind, meaning)
        values (${db.schoolId}, ${assignmentId}, ${marks.kind}, ${marks.meaning})
        on conflict (school_id, assignment_id) do update set kind = excluded.kind, meaning = excluded.meaning`.execute(db);
    if (work.publishedAt !== null) await db.emit(workChanged, { assignmentId, courseId: work.courseId, groupId: work.groupId });
    return {};
  });
}
