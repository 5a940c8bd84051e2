import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { isMark, type MarkKind } from '../marks/contract.ts';
import { refusals } from '../refusals.ts';
import { type Criterion, fits } from '../rubrics/contract.ts';
import type { assessmentContract, saveAnswerContract } from './contract.ts';

interface Row {
  rubricTitle: string | null;
  criteria: Criterion[] | null;
  shownAhead: boolean | null;
  kind: MarkKind | null;
  meaning: string | null;
}

/** The rubric and the marks of a piece of work. Rights are the caller's affair. */
export async function assessmentOf(db: Db, assignmentId: string): Promise<Answer<typeof assessmentContract>> {
  const { rows } =
    await sql<Row>`select w.title as "rubricTitle", w.criteria, w.shown_ahead as "shownAhead", s.kind, s.meaning from assignments.assignment a
    left join assignments.work_rubric w on w.school_id = a.school_id and w.assignment_id = a.id
    left join assignments.mark_scheme s on s.school_id = a.school_id and s.assignment_id = a.id
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId}`.execute(db);
  const { rubricTitle = null, criteria = null, shownAhead = null, kind = null, meaning = null } = rows[0] ?? {};
  return {
    rubric: criteria === null ? null : { title: rubricTitle ?? '', criteria, shownAhead: shownAhead ?? false },
    marks: kind === null ? null : { kind, meaning: meaning ?? '' },
  };
}

/**
 * How a piece of work is assessed, for its teachers.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function showAssessment(ctx: Ctx, assignmentId: string): Promise<Answer<typeof assessmentContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    return assessmentOf(db, assignmentId);
  });
}

/**
 * Refuses a mark or a filled rubric that the work does not have. Until the end of the transaction neither is taken away: who does so waits for the same row.
 *
 * @throws `assignments.no_such_mark` (422), `assignments.rubric_mismatch` (409)
 */
export async function requireFitting(
  db: Db,
  assignmentId: string,
  { mark = null, rubric = null }: Pick<Body<typeof saveAnswerContract>, 'mark' | 'rubric'>,
): Promise<void> {
  if (mark === null && rubric === null) return;
  await sql`select from assignments.assignment where school_id = ${db.schoolId} and id = ${assignmentId} for share`.execute(db);
  const present = await assessmentOf(db, assignmentId);
  if (mark !== null && (present.marks === null || !isMark(present.marks.kind, mark))) throw refusals.noSuchMark();
  if (rubric !== null && (present.rubric === null || !fits(present.rubric.criteria, rubric))) throw refusals.rubricMismatch();
}
