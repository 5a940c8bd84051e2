import type { Answer, Body } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachFiles, requireOwnFiles } from '#modules/files/public.ts';
import { picturesIn } from '../rich-text.ts';
import type { createContract } from './contract.ts';
import { knownPictures } from './pictures.ts';
import { chooseRecipients } from './recipients.ts';
import { requireTarget } from './targets.ts';
import { workColumns } from './work-columns.ts';

/**
 * Begins a draft of a piece of work for a course or class the caller teaches. Nothing in it need be complete yet.
 *
 * @throws not found (404) for another's course, pupils who are not in it, and files that are not the caller's
 */
export async function createAssignment(
  ctx: Ctx,
  { target, pupilIds, fileIds, ...work }: Body<typeof createContract>,
): Promise<Answer<typeof createContract>> {
  return ctx.write(async (db) => {
    const { kind } = await requireTarget(db, ctx, target.id);
    if (kind !== target.kind) notFound('target');
    await requireOwnFiles(db, ctx.caller, fileIds);
    const id = newId();
    const columns = workColumns(
      { ...work, worksheetIds: work.worksheetIds?.filter((id) => fileIds.includes(id)) },
      await knownPictures(db, ctx.caller, work.body),
    );
    await db
      .insertInto('assignments.assignment')
      .values({
        school_id: db.schoolId,
        id,
        course_id: kind === 'course' ? target.id : null,
        group_id: kind === 'group' ? target.id : null,
        made_by: ctx.caller.personId,
        created_at: ctx.now(),
        changed_at: ctx.now(),
        whole: pupilIds === null,
        ...columns,
      })
      .execute();
    await chooseRecipients(db, ctx, id, pupilIds);
    const attached = [...fileIds, ...picturesIn(columns.body)];
    if (attached.length > 0) await attachFiles(db, { module: 'assignments', subjectId: id, fileIds: attached });
    return { assignmentId: id, revision: 1 };
  });
}
