import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type AttachedFile, filesOf, ownFilesById, readyFilesById } from '#modules/files/public.ts';
import { readablePupils } from '../access.ts';
import type { HandInKind } from '../contract.ts';
import { besidePictures } from '../rich-text.ts';
import { targetOf } from '../sql.ts';
import { isClosed, workState } from '../state.ts';
import type { taskContract } from './contract.ts';
import { type PupilWorkRow, pupilWork } from './pupil-work.ts';
import { nothingTogether, togetherOf } from './together.ts';

interface Details {
  body: string;
  handInKinds: HandInKind[];
  answering: boolean;
  startsAt: Date | null;
  teacher: string | null;
  handInId: string | null;
  version: number | null;
  handInText: string | null;
  handedInAt: Date | null;
  by: string | null;
  draftText: string | null;
  draftFileIds: string[] | null;
  answerId: string | null;
  answerText: string | null;
  answerFileIds: string[] | null;
  givenBackAt: Date | null;
}

/**
 * A piece of work as its pupil sees it. Guardians and assistants see task, state and the answer given back, but not what was typed or handed in.
 *
 * @throws not found (404) when it is not for that pupil, or the pupil is none of the caller's: we do not tell which
 */
export async function showTask(ctx: Ctx, assignmentId: string, pupilId: string | undefined): Promise<Answer<typeof taskContract>> {
  const now = ctx.now();
  return ctx.read(async (db) => {
    const works = await db
      .selectFrom(pupilWork(db, await readablePupils(db, ctx, pupilId), now).as('w'))
      .selectAll()
      .where('w.id', '=', assignmentId)
      .orderBy('w.pupil_id')
      .limit(1)
      .execute();
    const work: PupilWorkRow = works[0] ?? notFound('assignment');
    const own = work.pupil_id === ctx.caller.personId;
    const [details, together] = await Promise.all([
      detailsOf(db, work),
      own ? togetherOf(db, assignmentId, work.pupil_id) : nothingTogether,
    ]);
    const subjects = [
      assignmentId,
      ...(own && details.handInId !== null ? [details.handInId] : []),
      ...(details.answerId !== null ? [details.answerId] : []),
    ];
    const files = await filesOf(db, 'assignments', subjects);
    const { handInId, handedInAt, givenBackAt, answerId } = details;
    return {
      id: work.id,
      pupilId: work.pupil_id,
      pupilName: own ? null : work.pupil_name,
      title: work.title,
      body: details.body,
      target: targetOf(work),
      teacher: details.teacher,
      startsAt: details.startsAt?.toISOString() ?? null,
      dueAt: work.due_at?.toISOString() ?? null,
      closesAt: work.closes_at?.toISOString() ?? null,
      files: besidePictures(files.get(assignmentId) ?? [], details.body),
      state: workState(
        { dueAt: work.due_at, closesAt: work.closes_at },
        { seen: work.seen, begun: work.begun, handedIn: work.handed_in },
        now,
      ),
      handInKinds: details.handInKinds,
      mayHandIn: own && !isClosed(work.closes_at, now),
      mayTakeBack: own && handInId !== null && !details.answering && !isClosed(work.closes_at, now),
      handIn:
        own && handInId !== null && handedInAt !== null
          ? {
              id: handInId,
              version: details.version ?? 1,
              text: details.handInText ?? '',
              files: files.get(handInId) ?? [],
              handedInAt: handedInAt.toISOString(),
              late: work.late,
              by: details.by,
            }
          : null,
      ...together,
      draft:
        own && details.draftText !== null
          ? {
              text: details.draftText,
              files: await draftFiles(db, ctx, details.draftFileIds ?? [], {
                shared: together.team !== null,
                handedIn: files.get(handInId ?? ''),
              }),
            }
          : null,
      answer:
        answerId !== null && givenBackAt !== null
          ? {
              text: details.answerText ?? '',
              files: (files.get(answerId) ?? []).filter(({ id }) => details.answerFileIds?.includes(id)),
              givenBackAt: givenBackAt.toISOString(),
            }
          : null,
    };
  });
}

/** Files of a draft: the pupil's own, in a team those of every member, and those that came with the earlier hand-in. */
async function draftFiles(
  db: Db,
  ctx: Ctx,
  fileIds: readonly string[],
  { shared, handedIn = [] }: { shared: boolean; handedIn: readonly AttachedFile[] | undefined },
): Promise<AttachedFile[]> {
  const there = shared ? await readyFilesById(db, fileIds) : await ownFilesById(db, ctx.caller, fileIds);
  const known = new Map([...handedIn, ...there].map((file) => [file.id, file]));
  return fileIds.flatMap((id) => known.get(id) ?? []);
}

async function detailsOf(db: Db, { id, pupil_id: pupilId }: PupilWorkRow): Promise<Details> {
  const { rows } =
    await sql<Details>`select a.body, a.hand_in_kinds as "handInKinds", a.starts_at as "startsAt", t.name as teacher, h.id as "handInId", h.version, h.text as "handInText",
      h.handed_in_at as "handedInAt", b.name as by, d.text as "draftText", d.file_ids as "draftFileIds", n.id as "answerId", n.given_text as "answerText",
      n.given_file_ids as "answerFileIds", n.given_back_at as "givenBackAt",
      exists (select from assignments.answer w where w.school_id = a.school_id and w.assignment_id = a.id and w.pupil_id = ${pupilId}) as answering
    from assignments.assignment a
    left join people.pub_person t on t.school_id = a.school_id and t.id = a.made_by
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = ${pupilId} and h.current
    left join people.pub_person b on b.school_id = a.school_id and b.id = h.by_id and b.id <> ${pupilId}
    left join assignments.hand_in_draft d on d.school_id = a.school_id and d.assignment_id = a.id and d.pupil_id = ${pupilId}
    left join lateral (select g.id, g.given_text, g.given_file_ids, g.given_back_at from assignments.answer g
      where g.school_id = a.school_id and g.assignment_id = a.id and g.pupil_id = ${pupilId} and g.given_back_at is not null
      order by g.given_back_at desc, g.id desc limit 1) n on true
    where a.school_id = ${db.schoolId} and a.id = ${id}`.execute(db);
  return rows[0] ?? notFound('assignment');
}
