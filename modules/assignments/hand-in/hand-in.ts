import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachFiles, filesOf, requireOwnFiles } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import type { HandInKind } from '../contract.ts';
import { handedIn } from '../events.ts';
import { refusals } from '../refusals.ts';
import { isClosed, isLate } from '../state.ts';
import type { handInContract } from './contract.ts';
import { type CurrentHandIn, currentHandIn } from './current.ts';

/**
 * A pupil hands in work. A second hand-in replaces the first, which is kept as an earlier version; two at the same moment are taken one
 * after the other, and the same content again is the same hand-in with the same receipt.
 *
 * @param work  text in characters of plain text; files the caller has uploaded before, or handed in here before
 * @returns the receipt; `late` means after the due time but before closing; times are UTC
 * @throws `assignments.empty` (422) without text and without files, unless a tick is enough
 * @throws `assignments.kind_not_taken` (422) with text or files the work does not take
 * @throws `assignments.closed` (409) from the closing time on
 * @throws not found (404) when there is no such work for the caller, or a file is not the caller's: we do not tell which
 */
export async function handIn(ctx: Ctx, assignmentId: string, work: Body<typeof handInContract>): Promise<Answer<typeof handInContract>> {
  const pupilId = ctx.caller.personId;

  return ctx.write(async (db) => {
    const [assignment, , before] = await inOrder(
      requireReceived(db, ctx, assignmentId),
      waitForTurn(db, assignmentId, pupilId),
      currentHandIn(db, assignmentId, pupilId),
    );
    if (before !== null && (await isSame(db, before, work))) return receiptOf(before);

    requireTaken(assignment.handInKinds, work);
    const now = ctx.now();
    if (isClosed(assignment.closesAt, now)) throw refusals.closed({ closedAt: assignment.closesAt?.toISOString() });
    await requireOwnFiles(db, ctx.caller, work.fileIds, before === null ? undefined : { module: 'assignments', subjectId: before.id });
    const next = { id: newId(), text: work.text, handedInAt: now, late: isLate(assignment.dueAt, now) };
    const { courseId, groupId } = assignment;
    const [version] = await inOrder(
      save(db, { assignmentId, pupilId, before, next, fileIds: work.fileIds }),
      dropDraft(db, assignmentId, pupilId),
      db.emit(handedIn, { handInId: next.id, assignmentId, pupilId, late: next.late, courseId, groupId }),
    );
    return receiptOf({ ...next, version });
  });
}

/** What is handed in is of the kinds this work takes. */
function requireTaken(kinds: readonly HandInKind[], { text, fileIds }: Pick<Body<typeof handInContract>, 'text' | 'fileIds'>): void {
  if (text.trim() === '' && fileIds.length === 0 && !kinds.includes('tick')) throw refusals.empty();
  if (text.trim() !== '' && !kinds.includes('text')) throw refusals.kindNotTaken({ kind: 'text' });
  if (fileIds.length > 0 && !kinds.includes('files')) throw refusals.kindNotTaken({ kind: 'files' });
}

/** The pupil's row is locked until the end: hand-ins of one pupil come one after the other. Whoever hands in stays a recipient. */
async function waitForTurn(db: Db, assignmentId: string, pupilId: string): Promise<void> {
  await db
    .insertInto('assignments.recipient')
    .values({ school_id: db.schoolId, id: randomUUID(), assignment_id: assignmentId, pupil_id: pupilId, listed: true, seen: true })
    .onConflict((conflict) => conflict.columns(['school_id', 'assignment_id', 'pupil_id']).doUpdateSet({ listed: true, seen: true }))
    .execute();
}

async function isSame(db: Db, before: CurrentHandIn, work: { text: string; fileIds: readonly string[] }): Promise<boolean> {
  if (before.text !== work.text) return false;
  const files = (await filesOf(db, 'assignments', [before.id])).get(before.id) ?? [];
  return files.length === new Set(work.fileIds).size && files.every(({ id }) => work.fileIds.includes(id));
}

interface Saved {
  assignmentId: string;
  pupilId: string;
  before: CurrentHandIn | null;
  next: Omit<CurrentHandIn, 'version'>;
  fileIds: readonly string[];
}

/** Returns the number of the version: versions that were taken back count too. */
async function save(db: Db, { assignmentId, pupilId, before, next, fileIds }: Saved): Promise<number> {
  if (before !== null)
    await db
      .updateTable('assignments.hand_in')
      .set({ current: false })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', before.id)
      .execute();
  const { rows } = await sql<{
    version: number;
  }>`insert into assignments.hand_in as n (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
    select ${db.schoolId}::uuid, ${next.id}::uuid, ${assignmentId}::uuid, ${pupilId}::uuid, coalesce(max(h.version), 0) + 1, true, ${next.text}, ${next.handedInAt}::timestamptz, ${next.late}::boolean
    from assignments.hand_in h where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.pupil_id = ${pupilId}
    returning n.version`.execute(db);
  if (fileIds.length > 0) await attachFiles(db, { module: 'assignments', subjectId: next.id, fileIds });
  return rows[0]?.version ?? 1;
}

async function dropDraft(db: Db, assignmentId: string, pupilId: string): Promise<void> {
  await db
    .deleteFrom('assignments.hand_in_draft')
    .where('school_id', '=', db.schoolId)
    .where('assignment_id', '=', assignmentId)
    .where('pupil_id', '=', pupilId)
    .execute();
}

function receiptOf({ id, version, handedInAt, late }: CurrentHandIn): Answer<typeof handInContract> {
  return { handInId: id, version, handedInAt: handedInAt.toISOString(), late };
}
