import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type AttachedFile, filesOf } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import type { Chosen } from '../rubrics/contract.ts';
import { ownTimes, recipientsOf, teamOf } from '../sql.ts';
import { workState } from '../state.ts';
import type { PupilResult, pupilsContract } from './contract.ts';

interface Row {
  pupil_id: string;
  name: string;
  sort_name: string;
  seen: boolean;
  begun: boolean;
  due_at: Date | null;
  closes_at: Date | null;
  own_times: boolean;
  hand_in_id: string | null;
  version: number | null;
  hand_in_text: string | null;
  handed_in_at: Date | null;
  late: boolean | null;
  answer_id: string | null;
  answer_text: string | null;
  withdrawn_file_ids: string[] | null;
  rubric: Chosen | null;
  mark: string | null;
  finished: boolean | null;
  given_back_at: Date | null;
  changed_since: boolean | null;
  revision: number | null;
  for_one: boolean | null;
  team_id: string | null;
  team_number: number | null;
  by_name: string | null;
}

/**
 * Everybody who received the work, by family name: seen (never when), handed in, answered, with all texts and files, so that the correction
 * view goes from one to the next without asking again. Three statements, whatever the number of pupils.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function listPupils(
  ctx: Ctx,
  assignmentId: string,
  query: Query<typeof pupilsContract>,
): Promise<Answer<typeof pupilsContract>> {
  const day = dayOf(ctx.now());
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    // `offset 0`: received first, ordered then. PostgreSQL would else walk through the whole school by name and look for the few who received it
    const received = sql`(select a.school_id, a.id, a.due_at, a.closes_at, a.teams, p.id as pupil_id, p.sort_name, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name
      from assignments.assignment a cross join lateral (${recipientsOf(day)}) x join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} offset 0)`;
    const pupils = sql<Row>`(select a.pupil_id, a.name, a.sort_name, coalesce(r.seen, false) as seen, false as begun,
        ${ownTimes.dueAt} as due_at, ${ownTimes.closesAt} as closes_at, coalesce(r.own_times, false) as own_times, h.id as hand_in_id, h.version, h.text as hand_in_text, h.handed_in_at, h.late,
        n.id as answer_id, n.text as answer_text, n.withdrawn_file_ids, n.rubric, n.mark, n.finished, n.given_back_at, n.changed_at > n.given_back_at as changed_since, n.revision,
        n.for_one, t.id as team_id, t.number as team_number, b.name as by_name
      from ${received} a
      left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = a.pupil_id
      left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = a.pupil_id and h.current
      left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = a.pupil_id and n.hand_in_id is not distinct from h.id
      left join assignments.team t on t.school_id = a.school_id and t.id = case when h.id is null then ${teamOf(sql`a.pupil_id`)} else h.team_id end
      left join people.pub_person b on b.school_id = a.school_id and b.id = h.by_id)`;
    const page = await paged(
      db.selectFrom(pupils.as('w')).selectAll(),
      [
        { column: 'w.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 'w.pupil_id', type: 'uuid', of: (row) => row.pupil_id },
      ],
      query,
    );
    const files = await filesOf(
      db,
      'assignments',
      page.items.flatMap((row) => [row.hand_in_id, row.answer_id].filter((id) => id !== null)),
    );
    return { next: page.next, items: page.items.map((row) => shown(row, files, ctx.now())) };
  });
}

function shown(row: Row, files: Map<string, AttachedFile[]>, now: Date): PupilResult {
  const { hand_in_id: handInId, handed_in_at: handedInAt, answer_id: answerId } = row;
  return {
    pupilId: row.pupil_id,
    name: row.name,
    seen: row.seen,
    team: row.team_id === null ? null : { id: row.team_id, number: row.team_number ?? 1 },
    state: workState(
      { dueAt: row.due_at, closesAt: row.closes_at },
      { seen: row.seen, begun: row.begun, handedIn: handInId !== null },
      now,
    ),
    ownTimes: row.own_times ? { dueAt: row.due_at?.toISOString() ?? null, closesAt: row.closes_at?.toISOString() ?? null } : null,
    handIn:
      handInId === null || handedInAt === null
        ? null
        : {
            id: handInId,
            version: row.version ?? 1,
            text: row.hand_in_text ?? '',
            files: files.get(handInId) ?? [],
            handedInAt: handedInAt.toISOString(),
            late: row.late ?? false,
            by: row.by_name,
          },
    answer:
      answerId === null
        ? null
        : {
            text: row.answer_text ?? '',
            files: (files.get(answerId) ?? []).filter(({ id }) => !row.withdrawn_file_ids?.includes(id)),
            rubric: row.rubric,
            mark: row.mark,
            finished: row.finished ?? false,
            givenBackAt: row.given_back_at?.toISOString() ?? null,
            changedSince: row.changed_since ?? false,
            revision: row.revision ?? 1,
            forOne: row.for_one ?? false,
          },
  };
}
