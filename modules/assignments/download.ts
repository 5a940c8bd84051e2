import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { attachedFile, streamFile } from '#modules/files/public.ts';
import { readablePupils } from './access.ts';
import { teaches, visibleAt, workOf } from './sql.ts';

/**
 * Sends a file of a piece of work: teachers there read all of them; pupils the worksheet, what they handed in and what was given back to them;
 * guardians and assistants the worksheet and what was given back.
 *
 * @throws not found (404) for any other file: we do not tell whether there is one
 */
export async function downloadFile(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { assignmentId, fileId } = request.params as { assignmentId: string; fileId: string }; // the route's own parameters
  if (!isId(assignmentId) || !isId(fileId)) notFound('file');
  const file = await ctx.read(async (db) => {
    const { rows } = await sql<{ id: string }>`${await readableSubjects(db, ctx, assignmentId, fileId)}`.execute(db);
    if (rows.length === 0) notFound('assignment');
    return attachedFile(
      db,
      'assignments',
      rows.map(({ id }) => id),
      fileId,
    );
  });
  return streamFile(ctx, file, request, reply);
}

/** A query for what files hang on (`id`) that the caller may read. */
async function readableSubjects(db: Db, ctx: Ctx, assignmentId: string, fileId: string): Promise<RawBuilder<unknown>> {
  const day = dayOf(ctx.now());
  const { personId, context } = ctx.caller;
  const pupils = await readablePupils(db, ctx);
  const received = sql`select x.pupil_id, a.id from (${workOf(db.schoolId, pupils, day)}) x
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id and a.id = ${assignmentId} and ${visibleAt(ctx.now())}`;
  const taught = sql`select a.id from assignments.assignment a where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.deleted_at is null
    and (a.published_at is not null or a.made_by = ${personId}) and ${teaches(personId, day)} and ${context === 'work'}`;
  return sql`with received as (${received}), taught as (${taught})
    select id from taught union select id from received
    union select h.id from taught t join assignments.hand_in h on h.school_id = ${db.schoolId} and h.assignment_id = t.id and not h.taken_back
    union select n.id from taught t join assignments.answer n on n.school_id = ${db.schoolId} and n.assignment_id = t.id
    union select h.id from received r join assignments.hand_in h on h.school_id = ${db.schoolId} and h.assignment_id = r.id and h.pupil_id = r.pupil_id
      and h.pupil_id = ${personId} and ${context === 'pupil'}
    union select n.id from received r join assignments.answer n on n.school_id = ${db.schoolId} and n.assignment_id = r.id and n.pupil_id = r.pupil_id
      and n.given_back_at is not null and ${fileId} = any(n.given_file_ids)`;
}
