import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { attachFiles, filesOf, requireOwnFiles } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf, teamOf } from '../sql.ts';
import { matesToAnswer, spreadAnswer } from '../teams/spread-answer.ts';
import { requireFitting } from './assessment.ts';
import type { saveAnswerContract } from './contract.ts';

interface Present {
  handInId: string | null;
  answerId: string | null;
  revision: number | null;
  givenFileIds: string[] | null;
  forOne: boolean;
  /** The team that handed in, or the pupil's as long as nothing is; null: alone. */
  teamId: string | null;
  handedInAt: Date | null;
}

/**
 * Saves the answer to one pupil's present hand-in (or to none). The pupil sees nothing of it until it is given back; an answer changed after
 * that is seen in its given form until it is given back again. Of work in a team it goes to all members but those who have one of their own.
 *
 * @throws `assignments.changed_meanwhile` (409) when a colleague has saved since: nothing is overwritten
 * @param body.rubric, body.mark  null: none; left out: as they are
 * @throws `assignments.handed_in_again` (409) when the pupil has handed in since
 * @throws `assignments.no_such_mark` (422), `assignments.rubric_mismatch` (409) when the work has no such mark or rubric
 * @throws not found (404) when the caller does not teach there, the pupil did not receive the work, or a file is not the caller's
 */
export async function saveAnswer(
  ctx: Ctx,
  { assignmentId, pupilId }: { assignmentId: string; pupilId: string },
  body: Body<typeof saveAnswerContract>,
): Promise<Answer<typeof saveAnswerContract>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const present = await presentOf(db, ctx, assignmentId, pupilId);
    if (present.handInId !== body.handInId) throw refusals.handedInAgain();
    // 0: somebody has annotated a file, and nobody has typed yet
    if ((present.revision ?? 0) !== (body.revision ?? 0)) throw refusals.changedMeanwhile({ revision: present.revision });
    await requireFitting(db, assignmentId, body);
    const answerId = present.answerId ?? newId();
    const subject = { module: 'assignments', subjectId: answerId };
    await requireOwnFiles(db, ctx.caller, body.fileIds, subject);
    const { forOne, teamId, handedInAt } = present;
    const mates = teamId === null || forOne ? [] : await matesToAnswer(db, { assignmentId, pupilId, teamId, handedInAt });
    const revision = Math.max(present.revision ?? 0, ...mates.map((mate) => mate.revision)) + 1;
    const withdrawn = await withdrawnFrom(db, present, body.fileIds);
    const { rows } =
      await sql`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, text, rubric, mark, finished, revision, changed_at, for_one)
      values (${db.schoolId}, ${answerId}, ${assignmentId}, ${pupilId}, ${body.handInId}, ${ctx.caller.personId}, ${body.text}, ${jsonOf(body.rubric)}::jsonb, ${body.mark ?? null}, ${body.finished}, ${revision}, ${ctx.now()}, ${forOne})
      on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update
        set made_by = excluded.made_by, text = excluded.text, finished = excluded.finished,
          rubric = ${body.rubric === undefined ? sql`n.rubric` : sql`excluded.rubric`}, mark = ${body.mark === undefined ? sql`n.mark` : sql`excluded.mark`},
           revision = excluded.revision, changed_at = excluded.changed_at, withdrawn_file_ids = ${withdrawn}::uuid[],
           for_one = excluded.for_one
        where n.revision = ${present.revision ?? 0}
      returning 1`.execute(db);
    if (rows.length === 0) throw refusals.changedMeanwhile();
    if (body.fileIds.length > 0 || present.answerId !== null)
      await attachFiles(db, { ...subject, fileIds: [...body.fileIds, ...withdrawn] });
    await spreadAnswer(db, answerId, mates, [...body.fileIds, ...withdrawn]);
    return { revision, savedAt: ctx.now().toISOString() };
  });
}

/**
 * Files that were given back and are no part of the answer any more: they hang on, so that the pupil keeps what was given. Only what hangs there under
 * that very id: an id may have got newer content since, which nobody has given back.
 */
async function withdrawnFrom(db: Db, { answerId, givenFileIds }: Present, fileIds: readonly string[]): Promise<string[]> {
  const missing = (givenFileIds ?? []).filter((id) => !fileIds.includes(id));
  if (answerId === null || missing.length === 0) return [];
  const attached = (await filesOf(db, 'assignments', [answerId])).get(answerId) ?? [];
  return attached.flatMap(({ id }) => (missing.includes(id) ? id : []));
}

/** SQL's null, not JSON's, when nothing is filled in. */
function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** What the pupil has handed in by now, and the answer to it. */
async function presentOf(db: Db, ctx: Ctx, assignmentId: string, pupilId: string): Promise<Present> {
  const { rows } =
    await sql<Present>`select h.id as "handInId", n.id as "answerId", n.revision, n.given_file_ids as "givenFileIds", coalesce(n.for_one, false) as "forOne",
      case when h.id is null then ${teamOf(sql`x.pupil_id`)} else h.team_id end as "teamId", h.handed_in_at as "handedInAt"
    from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
    left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.hand_in_id is not distinct from h.id
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and x.pupil_id = ${pupilId}`.execute(db);
  return rows[0] ?? notFound('pupil');
}
