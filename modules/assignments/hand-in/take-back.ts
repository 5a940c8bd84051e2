import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import { takenBack } from '../events.ts';
import { refusals } from '../refusals.ts';
import { isClosed } from '../state.ts';
import { currentHandIn } from './current.ts';

/**
 * A pupil takes back what was handed in: nothing counts as handed in then, teachers see nothing of it any more, and its text and files are what
 * was begun. Without a hand-in nothing happens. Why it ends with the first word of an answer: docs/decisions/0033.
 *
 * @throws `assignments.closed` (409) from the closing time on
 * @throws `assignments.being_answered` (409) once a teacher has begun an answer
 * @throws not found (404) when the work is not for the caller
 */
export async function takeBack(ctx: Ctx, assignmentId: string): Promise<Record<never, never>> {
  const pupilId = ctx.caller.personId;
  return ctx.write(async (db) => {
    const [work] = await inOrder(requireReceived(db, ctx, assignmentId), lockTurn(db, assignmentId, pupilId));
    const [before, answered] = await Promise.all([currentHandIn(db, assignmentId, pupilId), isAnswered(db, assignmentId, pupilId)]);
    if (before === null) return {};
    if (isClosed(work.closesAt, ctx.now())) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    if (answered) throw refusals.beingAnswered();
    const fileIds = ((await filesOf(db, 'assignments', [before.id])).get(before.id) ?? []).map(({ id }) => id);
    const { courseId, groupId } = work;
    await Promise.all([
      sql`update assignments.hand_in h set current = false, taken_back = true where h.school_id = ${db.schoolId} and h.id = ${before.id}`.execute(
        db,
      ),
      // who has handed in stays a recipient; who has nothing handed in is one by course, class or choice alone
      sql`update assignments.recipient r set listed = r.chosen
        where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.pupil_id = ${pupilId}`.execute(db),
      begin(db, { assignmentId, pupilId, text: before.text, fileIds }),
      db.emit(takenBack, { assignmentId, pupilId, courseId, groupId }),
    ]);
    return {};
  });
}

/** Hand-ins of one pupil come one after the other: see hand-in.ts. */
async function lockTurn(db: Db, assignmentId: string, pupilId: string): Promise<void> {
  await sql`select from assignments.recipient r where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.pupil_id = ${pupilId} for update`.execute(
    db,
  );
}

async function isAnswered(db: Db, assignmentId: string, pupilId: string): Promise<boolean> {
  const { rows } = await sql`select from assignments.answer n
    where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = ${pupilId} limit 1`.execute(db);
  return rows.length > 0;
}

interface Begun {
  assignmentId: string;
  pupilId: string;
  text: string;
  fileIds: string[];
}

/** What was typed since the hand-in is newer than it and stays. */
async function begin(db: Db, { assignmentId, pupilId, text, fileIds }: Begun): Promise<void> {
  if (text === '' && fileIds.length === 0) return;
  await db
    .insertInto('assignments.hand_in_draft')
    .values({ school_id: db.schoolId, id: newId(), assignment_id: assignmentId, pupil_id: pupilId, text, file_ids: fileIds })
    .onConflict((conflict) => conflict.columns(['school_id', 'assignment_id', 'pupil_id']).doNothing())
    .execute();
}
