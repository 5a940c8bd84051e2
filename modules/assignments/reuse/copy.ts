import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachMany, filesOf } from '#modules/files/public.ts';
import type { HandInKind, TeamMode } from '../contract.ts';
import { requireTarget } from '../set/targets.ts';
import { isReusable, requireTemplate } from './access.ts';
import type { copyContract } from './contract.ts';

/**
 * Begins a draft of the caller's from a template or from earlier work: title, text, kinds and files; everybody in the course or class, no dates.
 * The files are the same bytes; nothing is copied.
 *
 * @throws not found (404) for a course or class the caller does not teach, and for what the caller may not set again: we do not tell which
 */
export async function copyWork(ctx: Ctx, { from, target }: Body<typeof copyContract>): Promise<Answer<typeof copyContract>> {
  return ctx.write(async (db) => {
    const { kind } = await requireTarget(db, ctx, target.id);
    if (kind !== target.kind) notFound('target');
    const copied: Copied = from.kind === 'template' ? await requireTemplate(db, ctx, from.id) : await requireReusable(db, ctx, from.id);
    const { title, body, handInKinds, together } = copied;
    const assignmentId = newId();
    await db
      .insertInto('assignments.assignment')
      .values({
        school_id: db.schoolId,
        id: assignmentId,
        course_id: kind === 'course' ? target.id : null,
        group_id: kind === 'group' ? target.id : null,
        made_by: ctx.caller.personId,
        created_at: ctx.now(),
        changed_at: ctx.now(),
        title,
        body,
        hand_in_kinds: handInKinds,
        ...together,
      })
      .execute();
    const files = (await filesOf(db, 'assignments', [from.id])).get(from.id) ?? [];
    await attachMany(
      db,
      'assignments',
      files.map(({ id }) => ({ subjectId: assignmentId, fileId: id })),
    );
    return { assignmentId, revision: 1 };
  });
}

interface Copied {
  title: string;
  body: string;
  handInKinds: HandInKind[];
  /** Which files are copied per pupil, and whether it is done in teams; templates say nothing of it. */
  together?: { worksheet_ids: string[]; teams: TeamMode; team_size: number | null };
}

async function requireReusable(db: Db, ctx: Ctx, assignmentId: string): Promise<Copied> {
  const { rows } = await sql<Copied>`select a.title, a.body, a.hand_in_kinds as "handInKinds",
      json_build_object('worksheet_ids', a.worksheet_ids, 'teams', a.teams, 'team_size', a.team_size) as together from assignments.assignment a
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and ${isReusable(ctx)}`.execute(db);
  return rows[0] ?? notFound('assignment');
}
