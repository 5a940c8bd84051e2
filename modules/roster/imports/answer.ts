import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { importNow } from './dead.ts';
import { setState } from './progress.ts';
import { readJob } from './read-job.ts';

/**
 * Takes an answer to a question: one of the persons offered, or null for somebody new. It may be changed until the last one is given; then the
 * comparison is made again with all of them.
 *
 * @throws `roster.not_offered` (422), `roster.not_now` (409), not found (404)
 */
export async function answerQuestion(ctx: Ctx, importId: string, questionId: string, personId: string | null): Promise<{ open: number }> {
  return ctx.write(async (db) => {
    const { state } = await importNow(ctx, db, importId);
    if (state !== 'read') throw refusals.notNow();
    const { rows } = await sql<{ offered: boolean }>`select ${personId}::uuid is null or exists (select from roster.candidate c
        where c.school_id = q.school_id and c.question_id = q.id and c.person_id = ${personId}) as offered
      from roster.question q where q.school_id = ${db.schoolId} and q.import_id = ${importId} and q.id = ${questionId}`.execute(db);
    if (rows[0] === undefined) notFound('question');
    if (!rows[0].offered) throw refusals.notOffered();
    await sql`update roster.question set answered = true, answer_id = ${personId} where school_id = ${db.schoolId} and id = ${questionId}`.execute(
      db,
    );
    const { rows: left } = await sql<{ open: number }>`select count(*) as open from roster.question
      where school_id = ${db.schoolId} and import_id = ${importId} and not answered`.execute(db);
    const open = left[0]?.open ?? 0;
    if (open === 0) {
      await setState(db, importId, 'reading', ctx.now());
      await db.enqueue(readJob, { importId });
    }
    return { open };
  });
}
