import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { copyToOwn, readyFilesById } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import { currentHandIn } from '../hand-in/current.ts';
import { lockTurn } from '../hand-in/turn.ts';
import { isClosed } from '../state.ts';
import { targetLabels } from '../target-labels.ts';
import { draftOf, writeDraft } from '../teams/draft.ts';
import { actingFor, tellTeam } from '../teams/members.ts';
import type { takeWorksheetsContract } from './contract.ts';

/**
 * Gives the pupil an own copy of every worksheet of the work: a file of theirs in a folder named after the course, called "<worksheet> - <name>", which also
 * joins what they have begun. Made when a pupil first opens the work, not for a whole school at once; two at once make one. In a team there is one copy for
 * all, of whoever comes first. A copy that lies in the bin or is gone is made anew. After closing nothing is made.
 *
 * @returns how many copies were made
 * @throws not found (404) when the work is not for the caller
 */
export async function takeWorksheets(ctx: Ctx, assignmentId: string): Promise<Answer<typeof takeWorksheetsContract>> {
  const pupilId = ctx.caller.personId;
  return ctx.write(async (db) => {
    const [work] = await inOrder(
      requireReceived(db, ctx, assignmentId),
      // two tabs of one pupil, or two of a team, come one after the other, also when nothing is known of the pupil yet
      sql`select pg_advisory_xact_lock(hashtextextended('assignments.worksheets ' || ${db.schoolId} || ${assignmentId} || ${pupilId}, 0))`.execute(
        db,
      ),
      lockTurn(db, assignmentId, pupilId),
    );
    if (isClosed(work.closesAt, ctx.now()) || work.worksheetIds.length === 0) return { made: 0 };
    const pupilIds = await actingFor(db, work.teamId, pupilId);
    const missing = await missingOf(db, assignmentId, work.worksheetIds, pupilIds);
    const subject = { module: 'assignments', subjectId: assignmentId };
    const target = work.courseId ?? work.groupId ?? '';
    const folder = (await targetLabels(db, [target])).get(target)?.name ?? '';
    const copies = await copyToOwn(ctx, db, { subject, fileIds: missing }, { folder, after: ` - ${ctx.caller.name}` });
    if (copies.size === 0) return { made: 0 };
    const rows = [...copies].map(([worksheetId, fileId]) => ({ id: randomUUID(), worksheetId, fileId }));
    await sql`insert into assignments.worksheet_copy (school_id, id, assignment_id, pupil_id, worksheet_id, file_id)
      select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, ${pupilId}::uuid, n."worksheetId", n."fileId"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "worksheetId" uuid, "fileId" uuid)`.execute(db);
    // who has handed in takes it into the next version only if they want to
    if ((await currentHandIn(db, assignmentId, pupilId)) === null) {
      const { text, fileIds } = await draftOf(db, assignmentId, pupilId);
      await writeDraft(db, { assignmentId, pupilIds, teamId: work.teamId, text, fileIds: [...fileIds, ...copies.values()] });
    }
    if (work.teamId !== null) await tellTeam(db, { assignmentId, pupilIds });
    return { made: copies.size };
  });
}

/** Worksheets of which none of these pupils has a copy that is still there; what is known of lost ones is forgotten. */
async function missingOf(db: Db, assignmentId: string, worksheetIds: readonly string[], pupilIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    worksheetId: string;
    fileId: string;
  }>`select c.worksheet_id as "worksheetId", c.file_id as "fileId" from assignments.worksheet_copy c
    where c.school_id = ${db.schoolId} and c.assignment_id = ${assignmentId} and c.pupil_id = any(${[...pupilIds]})`.execute(db);
  const there = new Set(
    (
      await readyFilesById(
        db,
        rows.map(({ fileId }) => fileId),
      )
    ).map(({ id }) => id),
  );
  const gone = rows.filter(({ fileId }) => !there.has(fileId)).map(({ fileId }) => fileId);
  if (gone.length > 0)
    await sql`delete from assignments.worksheet_copy c where c.school_id = ${db.schoolId} and c.assignment_id = ${assignmentId}
      and c.file_id = any(${gone}) and c.pupil_id = any(${[...pupilIds]})`.execute(db);
  const copied = new Set(rows.filter(({ fileId }) => there.has(fileId)).map(({ worksheetId }) => worksheetId));
  return worksheetIds.filter((id) => !copied.has(id));
}
