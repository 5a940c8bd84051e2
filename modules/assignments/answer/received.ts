import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { readablePupils } from '../access.ts';
import { annotatedFiles } from '../annotate/received.ts';
import type { Chosen } from '../rubrics/contract.ts';
import { marksToGuardians } from '../settings.ts';
import { visibleAt, workOf } from '../sql.ts';
import { assessmentOf } from './assessment.ts';
import type { receivedContract } from './contract.ts';

/**
 * The rubric, the mark and the annotated files as the pupil may see them: the criteria ahead if the teacher wants it, all else only once it is given back, in the form in
 * which it was given. Guardians see the mark if the school lets them, assistants never.
 *
 * @throws not found (404) when the work is not for that pupil, or the pupil is none of the caller's: we do not tell which
 */
export async function showReceived(ctx: Ctx, assignmentId: string, pupilId: string | undefined): Promise<Answer<typeof receivedContract>> {
  return ctx.read(async (db) => {
    const pupils = await readablePupils(db, ctx, pupilId);
    const { rows } = await sql<{ pupilId: string }>`select x.pupil_id as "pupilId" from (${workOf(db.schoolId, pupils, dayOf(ctx.now()))}) x
      join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id and a.id = ${assignmentId} and ${visibleAt(ctx.now())}
      order by x.pupil_id limit 1`.execute(db);
    const reader = rows[0] ?? notFound('assignment');
    const [{ rubric, marks }, given, seesMark] = [
      await assessmentOf(db, assignmentId),
      await lastGiven(db, assignmentId, reader.pupilId),
      await maySeeMark(db, ctx),
    ];
    const chosen = given?.rubric ?? null;
    const mark = seesMark ? (given?.mark ?? null) : null;
    return {
      rubric: rubric !== null && (rubric.shownAhead || chosen !== null) ? { title: rubric.title, criteria: rubric.criteria, chosen } : null,
      mark: marks !== null && mark !== null ? { ...marks, mark } : null,
      annotated: given === null ? [] : await annotatedFiles(db, ctx, assignmentId, reader.pupilId),
    };
  });
}

/** Of the answer the task page shows too (hand-in/show.ts): the one given back last. */
async function lastGiven(db: Db, assignmentId: string, pupilId: string): Promise<{ rubric: Chosen | null; mark: string | null } | null> {
  const { rows } = await sql<{
    rubric: Chosen | null;
    mark: string | null;
  }>`select n.given_rubric as rubric, n.given_mark as mark from assignments.answer n
    where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = ${pupilId} and n.given_back_at is not null
    order by n.given_back_at desc, n.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

async function maySeeMark(db: Db, ctx: Ctx): Promise<boolean> {
  if (ctx.caller.context === 'guardian') return ctx.setting(db, marksToGuardians);
  return ctx.caller.context === 'pupil';
}
