import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachMany, filesOf } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import type { HandInKind } from '../contract.ts';
import { handedIn } from '../events.ts';
import { refusals } from '../refusals.ts';
import { ownTimes } from '../sql.ts';
import { isClosed, isLate } from '../state.ts';
import { countChange, dropDrafts, requireUsableFiles } from '../teams/draft.ts';
import { actingFor, requireSeen, tellTeam } from '../teams/members.ts';
import { onlyPictures, picturesNamed } from '../typed-pictures/contract.ts';
import { drawableOf } from '../typed-pictures/drawable.ts';
import type { handInContract } from './contract.ts';
import { type CurrentHandIn, currentHandIn } from './current.ts';
import { waitForTurn } from './turn.ts';

/**
 * A pupil hands in work. A second hand-in replaces the first, which is kept as an earlier version; two at the same moment are taken one
 * after the other, and the same content again is the same hand-in with the same receipt. In a team it counts for all members.
 *
 * @param work  text in characters of plain text, with pictures among the files (typed-pictures/contract.ts): others are left out without a word; files the
 *   caller has uploaded before, or handed in here before
 * @returns the receipt; `late` means after the due time but before closing; times are UTC
 * @throws `assignments.empty` (422) without text and without files, unless a tick is enough
 * @throws `assignments.kind_not_taken` (422) with text or files the work does not take
 * @throws `assignments.closed` (409) from the closing time on
 * @throws `assignments.changed_meanwhile` (409) when the shared draft of the team is newer than what the caller has seen
 * @throws not found (404) when there is no such work for the caller, or a file is not the caller's: we do not tell which
 */
export async function handIn(ctx: Ctx, assignmentId: string, body: Body<typeof handInContract>): Promise<Answer<typeof handInContract>> {
  const pupilId = ctx.caller.personId;
  const work = { ...body, text: onlyPictures(body.text, new Set(body.fileIds)) };
  const pictures = picturesNamed(work.text);

  return ctx.write(async (db) => {
    const [assignment, , before] = await inOrder(
      requireReceived(db, ctx, assignmentId),
      waitForTurn(db, assignmentId, pupilId),
      currentHandIn(db, assignmentId, pupilId),
    );
    if (before !== null && (await isSame(db, before, work))) return receiptOf(before);

    requireTaken(assignment.handInKinds, work, new Set(pictures));
    const now = ctx.now();
    if (isClosed(assignment.closesAt, now)) throw refusals.closed({ closedAt: assignment.closesAt?.toISOString() });
    const { courseId, groupId, teamId } = assignment;
    const pupilIds = await actingFor(db, teamId, pupilId);
    if (teamId !== null) await requireSeen(db, teamId, work.revision);
    const earlier = before === null ? undefined : { module: 'assignments', subjectId: before.id };
    await requireUsableFiles(db, ctx.caller, { assignmentId, teamId, fileIds: work.fileIds, earlier });
    const drawable = await drawableOf(db, pictures, before?.id);
    requireTaken(assignment.handInKinds, work, drawable);
    const next = { id: newId(), text: onlyPictures(work.text, drawable), handedInAt: now, late: isLate(assignment.dueAt, now), teamId };
    const [version] = await inOrder(
      save(db, { assignmentId, pupilIds, pupilId, again: before !== null || teamId !== null, next, fileIds: [...new Set(work.fileIds)] }),
      dropDrafts(db, assignmentId, pupilIds),
      db.emit(handedIn, { handInId: next.id, assignmentId, pupilId, late: next.late, courseId, groupId }),
    );
    if (teamId !== null) {
      await countChange(db, teamId);
      await tellTeam(db, { assignmentId, pupilIds });
    }
    return receiptOf({ ...next, version });
  });
}

/** What is handed in is of the kinds this work takes; a picture in the text is text. */
function requireTaken(
  kinds: readonly HandInKind[],
  { text, fileIds }: Pick<Body<typeof handInContract>, 'text' | 'fileIds'>,
  pictures: ReadonlySet<string>,
): void {
  if (text.trim() === '' && fileIds.length === 0 && !kinds.includes('tick')) throw refusals.empty();
  if (text.trim() !== '' && !kinds.includes('text')) throw refusals.kindNotTaken({ kind: 'text' });
  if (fileIds.some((id) => !pictures.has(id)) && !kinds.includes('files')) throw refusals.kindNotTaken({ kind: 'files' });
}

async function isSame(db: Db, before: CurrentHandIn, work: { text: string; fileIds: readonly string[] }): Promise<boolean> {
  if (before.text !== work.text) return false;
  const files = (await filesOf(db, 'assignments', [before.id])).get(before.id) ?? [];
  return files.length === new Set(work.fileIds).size && files.every(({ id }) => work.fileIds.includes(id));
}

interface Saved {
  assignmentId: string;
  /** For whom: the pupil alone, or all of the team. */
  pupilIds: readonly string[];
  /** Whose hand-in gets the id of `next`. */
  pupilId: string;
  /** Somebody of them has handed in before, or may have. */
  again: boolean;
  next: Omit<CurrentHandIn, 'version'>;
  fileIds: readonly string[];
}

/**
 * A row for everybody it counts for, all with the same version, late by each one's own due time. Returns the number of the version: versions that were
 * taken back count too.
 */
async function save(db: Db, { assignmentId, pupilIds, pupilId, again, next, fileIds }: Saved): Promise<number> {
  const rows = pupilIds.map((pupil) => ({ id: pupil === pupilId ? next.id : newId(), pupil }));
  const [ids, pupils] = [rows.map(({ id }) => id), rows.map(({ pupil }) => pupil)];
  const whose = sql`h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.pupil_id = any(${pupils})`;
  if (again) await sql`update assignments.hand_in h set current = false where ${whose} and h.current`.execute(db);
  const late =
    next.teamId === null
      ? sql`${next.late}::boolean`
      : sql`(select coalesce(${next.handedInAt}::timestamptz > ${ownTimes.dueAt}, false) from assignments.assignment a
          left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = w.pupil
          where a.school_id = ${db.schoolId} and a.id = ${assignmentId})`;
  const { rows: saved } = await sql<{
    version: number;
  }>`insert into assignments.hand_in as n (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late, team_id, by_id)
    select ${db.schoolId}::uuid, w.id, ${assignmentId}::uuid, w.pupil, 1 + (select coalesce(max(h.version), 0) from assignments.hand_in h where ${whose}), true,
      ${next.text}, ${next.handedInAt}::timestamptz, ${late}, ${next.teamId}::uuid, case when ${next.teamId}::uuid is not null then ${pupilId}::uuid end
    from unnest(${ids}::uuid[], ${pupils}::uuid[]) as w (id, pupil) returning n.version`.execute(db);
  await attachMany(
    db,
    'assignments',
    ids.flatMap((id) => fileIds.map((fileId) => ({ subjectId: id, fileId }))),
  );
  if (next.teamId !== null) await keepReceiving(db, assignmentId, pupilIds);
  return saved[0]?.version ?? 1;
}

/** Who has something handed in stays a recipient, whoever did it for them. */
async function keepReceiving(db: Db, assignmentId: string, pupilIds: readonly string[]): Promise<void> {
  await sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed)
    select ${db.schoolId}::uuid, gen_random_uuid(), ${assignmentId}::uuid, n.pupil, true from unnest(${[...pupilIds]}::uuid[]) as n (pupil) order by n.pupil
    on conflict (school_id, assignment_id, pupil_id) do update set listed = true`.execute(db);
}

function receiptOf({ id, version, handedInAt, late }: CurrentHandIn): Answer<typeof handInContract> {
  return { handInId: id, version, handedInAt: handedInAt.toISOString(), late };
}
