import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachFiles, requireOwnFiles } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { workChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { picturesIn } from '../rich-text.ts';
import { announceSet } from './announce.ts';
import { requirePublishable } from './check-work.ts';
import type { saveContract } from './contract.ts';
import { knownPictures } from './pictures.ts';
import { chooseRecipients } from './recipients.ts';
import { workColumns } from './work-columns.ts';

/**
 * Saves a draft as far as it is, or changes published work (which must stay complete).
 *
 * @throws `assignments.changed_meanwhile` (409) when somebody has saved since: nothing is overwritten
 * @throws `assignments.untitled`, `assignments.times_disordered`, `assignments.no_recipients` (422) for published work
 * @throws not found (404) for another's work, pupils who are not in the course, and files that are not the caller's
 */
export async function saveAssignment(
  ctx: Ctx,
  assignmentId: string,
  body: Body<typeof saveContract>,
): Promise<Answer<typeof saveContract>> {
  const { revision, pupilIds, fileIds, ...work } = body;
  return ctx.write(async (db) => {
    const before = await requireTaught(db, ctx, assignmentId, { lock: true });
    if (before.revision !== revision) throw refusals.changedMeanwhile({ revision: before.revision });
    const subject = { module: 'assignments', subjectId: assignmentId };
    await requireOwnFiles(db, ctx.caller, fileIds, subject);
    const columns = workColumns(
      { ...work, worksheetIds: work.worksheetIds?.filter((id) => fileIds.includes(id)) },
      await knownPictures(db, ctx.caller, work.body, assignmentId),
    );
    if (before.publishedAt !== null && columns.title === '') throw refusals.untitled();
    const saved = { ...columns, whole: pupilIds === null, revision: revision + 1, changed_at: ctx.now() };
    await db.updateTable('assignments.assignment').set(saved).where('school_id', '=', db.schoolId).where('id', '=', assignmentId).execute();
    await chooseRecipients(db, ctx, assignmentId, pupilIds);
    await attachFiles(db, { ...subject, fileIds: [...fileIds, ...picturesIn(columns.body)] });
    if (before.publishedAt !== null) {
      const times = { startsAt: columns.starts_at, dueAt: columns.due_at, closesAt: columns.closes_at };
      await requirePublishable(db, ctx, { id: assignmentId, title: columns.title, ...times });
      const { courseId, groupId } = before;
      await db.emit(workChanged, { assignmentId, courseId, groupId });
      if (wasAhead(before.startsAt, ctx.now()))
        await announceSet(db, ctx, { id: assignmentId, courseId, groupId, startsAt: times.startsAt });
    }
    return { revision: revision + 1, savedAt: ctx.now().toISOString() };
  });
}

/** Pupils had not been told yet: the announcement moves with the start. */
function wasAhead(startsAt: Date | null, now: Date): boolean {
  return startsAt !== null && startsAt > now;
}
