import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { readyFile, readyFilesById, requireOwnFiles, type Subject, streamFile } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';

/** Ids of files of any member that a pupil's team works with: in the shared draft, and the copies of worksheets. */
async function sharedFileIds(db: Db, assignmentId: string, teamId: string, pupilId: string): Promise<string[]> {
  const [{ fileIds }, { rows }] = await Promise.all([
    draftOf(db, assignmentId, pupilId),
    sql<{ id: string }>`select c.file_id as id from assignments.team_member m
      join assignments.worksheet_copy c on c.school_id = m.school_id and c.assignment_id = m.assignment_id and c.pupil_id = m.pupil_id
      where m.school_id = ${db.schoolId} and m.team_id = ${teamId}`.execute(db),
  ]);
  return [...fileIds, ...rows.map(({ id }) => id)];
}

/** What a pupil has begun; of a team the ids may be of files of any member. */
export async function draftOf(db: Db, assignmentId: string, pupilId: string): Promise<{ text: string; fileIds: string[] }> {
  const row = await db
    .selectFrom('assignments.hand_in_draft as d')
    .select(['d.text', 'd.file_ids'])
    .where('d.school_id', '=', db.schoolId)
    .where('d.assignment_id', '=', assignmentId)
    .where('d.pupil_id', '=', pupilId)
    .executeTakeFirst();
  return { text: row?.text ?? '', fileIds: row?.file_ids ?? [] };
}

interface Wanted {
  assignmentId: string;
  teamId: string | null;
  fileIds: readonly string[];
  /** The earlier hand-in, whose files may stay. */
  earlier: Subject | undefined;
}

/**
 * Makes sure that somebody may hand these files in: their own, those of the earlier hand-in, and in a team those that already lie in the shared draft.
 *
 * @throws not found (404) for any other: we do not tell which
 */
export async function requireUsableFiles(
  db: Db,
  caller: Pick<Caller, 'personId'>,
  { assignmentId, teamId, fileIds, earlier }: Wanted,
): Promise<void> {
  if (fileIds.length === 0) return;
  const usable = teamId === null ? [] : await sharedFileIds(db, assignmentId, teamId, caller.personId);
  const shared = await readyFilesById(
    db,
    fileIds.filter((id) => usable.includes(id)),
  );
  const rest = fileIds.filter((id) => !shared.some((file) => file.id === id));
  await requireOwnFiles(db, caller, rest, earlier);
}

interface Draft {
  assignmentId: string;
  pupilIds: readonly string[];
  teamId: string | null;
  text: string;
  fileIds: readonly string[];
}

/** Makes this the draft of these pupils; empty, it is forgotten. Returns how often the draft of the team has changed; 0 for somebody alone. */
export async function writeDraft(db: Db, { assignmentId, pupilIds, teamId, text, fileIds }: Draft): Promise<number> {
  const [, revision] = await Promise.all([
    text === '' && fileIds.length === 0
      ? dropDrafts(db, assignmentId, pupilIds)
      : sql`insert into assignments.hand_in_draft (school_id, id, assignment_id, pupil_id, text, file_ids)
          select ${db.schoolId}::uuid, gen_random_uuid(), ${assignmentId}::uuid, n.pupil, ${text}, ${[...fileIds]}::uuid[] from unnest(${[...pupilIds]}::uuid[]) as n (pupil)
          on conflict (school_id, assignment_id, pupil_id) do update set text = excluded.text, file_ids = excluded.file_ids`.execute(db),
    teamId === null ? 0 : countChange(db, teamId),
  ]);
  return revision;
}

/** What was begun is handed in, or forgotten. */
export async function dropDrafts(db: Db, assignmentId: string, pupilIds: readonly string[]): Promise<void> {
  await sql`delete from assignments.hand_in_draft d where d.school_id = ${db.schoolId} and d.assignment_id = ${assignmentId}
    and d.pupil_id = any(${[...pupilIds]})`.execute(db);
}

/** What members have seen of the shared draft is older than this; the number it has now. */
export async function countChange(db: Db, teamId: string): Promise<number> {
  const { rows } = await sql<{ revision: number }>`update assignments.team t set revision = t.revision + 1
    where t.school_id = ${db.schoolId} and t.id = ${teamId} returning t.revision`.execute(db);
  return rows[0]?.revision ?? 0;
}

/**
 * Sends a file of the draft that the caller's team shares, whoever of them has brought it.
 *
 * @throws not found (404) for who is in no team of this work, and for every other file: we do not tell which
 */
export async function downloadShared(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { assignmentId, fileId } = request.params as { assignmentId: string; fileId: string }; // the route's own parameters
  if (!isId(assignmentId) || !isId(fileId)) notFound('file');
  const file = await ctx.read(async (db) => {
    const { teamId } = await requireReceived(db, ctx, assignmentId);
    if (teamId === null || !(await sharedFileIds(db, assignmentId, teamId, ctx.caller.personId)).includes(fileId)) notFound('file');
    return readyFile(db, fileId);
  });
  return streamFile(ctx, file, request, reply);
}
