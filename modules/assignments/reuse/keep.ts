import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachMany, filesOf } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import type { SharedWith } from './contract.ts';

/**
 * Keeps a piece of work as a template of the caller's: title, text, kinds and files as they are now; no course, pupils or dates.
 *
 * @throws `assignments.untitled` (422) when it has no title yet
 * @throws `assignments.no_subject` (422) when it is of no subject and is to be shared with its teachers
 * @throws not found (404) when the caller does not teach there
 */
export async function keepTemplate(ctx: Ctx, assignmentId: string, sharedWith: SharedWith): Promise<{ templateId: string }> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId);
    if (work.title === '') throw refusals.untitled();
    if (sharedWith === 'subject' && work.subject === null) throw refusals.noSubject();
    const templateId = newId();
    await sql`insert into assignments.template (school_id, id, made_by, title, body, hand_in_kinds, subject, shared_with, created_at)
      values (${db.schoolId}, ${templateId}, ${ctx.caller.personId}, ${work.title}, ${work.body}, ${work.handInKinds}, ${work.subject}, ${sharedWith}, ${ctx.now()})`.execute(
      db,
    );
    const files = (await filesOf(db, 'assignments', [assignmentId])).get(assignmentId) ?? [];
    await attachMany(
      db,
      'assignments',
      files.map(({ id }) => ({ subjectId: templateId, fileId: id })),
    );
    return { templateId };
  });
}
