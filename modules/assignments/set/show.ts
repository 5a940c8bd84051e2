import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { besidePictures } from '../rich-text.ts';
import { ownTimes, recipientsOf, targetOf } from '../sql.ts';
import type { assignmentContract } from './contract.ts';
import { chosenRecipients } from './recipients.ts';

interface Counts {
  recipients: number;
  seen: number;
  ownTimes: number;
  tags: string[];
  reviews: boolean;
  handedIn: number;
  /** Who has not handed in and still can. */
  open: number;
  finished: number;
  givenBack: number;
}

/**
 * A piece of work as its teachers see it, with counts.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function showAssignment(ctx: Ctx, assignmentId: string): Promise<Answer<typeof assignmentContract>> {
  const day = dayOf(ctx.now());
  return ctx.read(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId);
    const { rows } =
      await sql<Counts>`select count(*)::int as recipients, (count(*) filter (where r.seen))::int as seen, count(h.id)::int as "handedIn",
        (count(*) filter (where r.own_times))::int as "ownTimes",
        (count(*) filter (where h.id is null and coalesce(${ownTimes.closesAt} > ${ctx.now()}, true)))::int as open,
        (count(*) filter (where n.finished and (n.given_back_at is null or n.changed_at > n.given_back_at)))::int as finished,
        (count(*) filter (where n.given_back_at is not null))::int as "givenBack",
        array(select t.word from assignments.tag t where t.school_id = a.school_id and t.assignment_id = a.id and t.person_id = ${ctx.caller.personId} order by t.word) as tags,
        exists (select from assignments.peer_plan v where v.school_id = a.school_id and v.assignment_id = a.id) as reviews
      from assignments.assignment a cross join lateral (${recipientsOf(day)}) x
      left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = x.pupil_id
      left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
      left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.hand_in_id is not distinct from h.id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} group by a.school_id, a.id`.execute(db);
    const counts = rows[0] ?? {
      recipients: 0,
      seen: 0,
      ownTimes: 0,
      tags: [],
      reviews: false,
      handedIn: 0,
      open: 0,
      finished: 0,
      givenBack: 0,
    };
    const files = await filesOf(db, 'assignments', [assignmentId]);
    return {
      id: work.id,
      target: targetOf(work),
      title: work.title,
      body: work.body,
      startsAt: work.startsAt?.toISOString() ?? null,
      dueAt: work.dueAt?.toISOString() ?? null,
      closesAt: work.closesAt?.toISOString() ?? null,
      pupilIds: work.whole ? null : await chosenRecipients(db, assignmentId),
      handInKinds: work.handInKinds,
      worksheetIds: work.worksheetIds,
      teams: work.teams,
      teamSize: work.teamSize,
      files: besidePictures(files.get(assignmentId) ?? [], work.body),
      publishedAt: work.publishedAt?.toISOString() ?? null,
      revision: work.revision,
      ...counts,
      mayRemind:
        work.publishedAt !== null && counts.open > 0 && work.remindedOn !== day && (work.startsAt === null || work.startsAt <= ctx.now()),
    };
  });
}
