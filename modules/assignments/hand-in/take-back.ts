import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import { takenBack } from '../events.ts';
import { refusals } from '../refusals.ts';
import { isClosed } from '../state.ts';
import { countChange } from '../teams/draft.ts';
import { sharers, tellTeam } from '../teams/members.ts';
import { currentHandIn } from './current.ts';
import { lockTurn } from './turn.ts';

/**
 * A pupil takes back what was handed in: nothing counts as handed in then, teachers see nothing of it any more, and its text and files are what
 * was begun. Of work in a team any member takes back for all. Without a hand-in nothing happens. Why it ends with the first word of an answer: docs/decisions/0033.
 *
 * @throws `assignments.closed` (409) from the closing time on
 * @throws `assignments.being_answered` (409) once a teacher has begun an answer
 * @throws not found (404) when the work is not for the caller
 */
export async function takeBack(ctx: Ctx, assignmentId: string): Promise<Record<never, never>> {
  const pupilId = ctx.caller.personId;
  return ctx.write(async (db) => {
    const [work] = await inOrder(requireReceived(db, ctx, assignmentId), lockTurn(db, assignmentId, pupilId));
    const before = await currentHandIn(db, assignmentId, pupilId);
    if (before === null) return {};
    // who has left the team meanwhile takes back for themselves, and the others keep what they have
    const inTeam = before.teamId !== null && before.teamId === work.teamId;
    const pupilIds = inTeam ? await sharers(db, assignmentId, before, pupilId) : [pupilId];
    const answered = await isAnswered(db, assignmentId, pupilIds);
    if (isClosed(work.closesAt, ctx.now())) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    if (answered) throw refusals.beingAnswered();
    const fileIds = ((await filesOf(db, 'assignments', [before.id])).get(before.id) ?? []).map(({ id }) => id);
    const { courseId, groupId } = work;
    await Promise.all([
      sql`update assignments.hand_in h set current = false, taken_back = true where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId}
        and h.pupil_id = any(${pupilIds}) and h.current`.execute(db),
      // who has handed in stays a recipient; who has nothing handed in is one by course, class or choice alone
      sql`update assignments.recipient r set listed = r.chosen
        where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.pupil_id = any(${pupilIds})`.execute(db),
      begin(db, { assignmentId, pupilIds, text: before.text, fileIds }),
      ...(inTeam && work.teamId !== null ? [countChange(db, work.teamId), tellTeam(db, { assignmentId, pupilIds })] : []),
      db.emit(takenBack, { assignmentId, pupilId, courseId, groupId }),
    ]);
    return {};
  });
}

async function isAnswered(db: Db, assignmentId: string, pupilIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from assignments.answer n
    where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = any(${[...pupilIds]}) limit 1`.execute(db);
  return rows.length > 0;
}

interface Begun {
  assignmentId: string;
  pupilIds: readonly string[];
  text: string;
  fileIds: string[];
}

/** What was typed since the hand-in is newer than it and stays. */
async function begin(db: Db, { assignmentId, pupilIds, text, fileIds }: Begun): Promise<void> {
  if (text === '' && fileIds.length === 0) return;
  await sql`insert into assignments.hand_in_draft (school_id, id, assignment_id, pupil_id, text, file_ids)
    select ${db.schoolId}::uuid, gen_random_uuid(), ${assignmentId}::uuid, n.pupil, ${text}, ${fileIds}::uuid[] from unnest(${[...pupilIds]}::uuid[]) as n (pupil)
    on conflict (school_id, assignment_id, pupil_id) do nothing`.execute(db);
}
