import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { workChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireRubric } from './access.ts';
import type { attachRubricContract } from './contract.ts';

/**
 * Gives a piece of work a copy of a rubric as it is now, changes whether pupils see it ahead, or takes it away.
 *
 * @throws `assignments.rubric_in_use` (409) when another would take the place of one that is filled in for somebody
 * @throws not found (404) when the caller does not teach there, or may not read the rubric
 */
export async function attachRubric(
  ctx: Ctx,
  assignmentId: string,
  { rubricId, shownAhead }: Body<typeof attachRubricContract>,
): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    // answers being saved hold a lock on the same row (answer/assessment.ts): nobody fills in what is just being taken away
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    const of = sql`school_id = ${db.schoolId} and assignment_id = ${assignmentId}`;
    if (rubricId === undefined) {
      await sql`update assignments.work_rubric set shown_ahead = ${shownAhead} where ${of}`.execute(db);
    } else {
      const rubric = rubricId === null ? null : await requireRubric(db, ctx, rubricId);
      const used =
        await sql`select from assignments.answer where ${of} and (rubric is not null or given_rubric is not null) limit 1`.execute(db);
      if (used.rows.length > 0) throw refusals.rubricInUse();
      await sql`delete from assignments.work_rubric where ${of}`.execute(db);
      if (rubric !== null)
        await sql`insert into assignments.work_rubric (school_id, assignment_id, title, criteria, shown_ahead)
          values (${db.schoolId}, ${assignmentId}, ${rubric.title}, ${JSON.stringify(rubric.criteria)}::jsonb, ${shownAhead})`.execute(db);
    }
    if (work.publishedAt !== null) await db.emit(workChanged, { assignmentId, courseId: work.courseId, groupId: work.groupId });
    return {};
  });
}
