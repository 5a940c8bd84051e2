import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { HandInKind, TeamMode } from './contract.ts';
import { visibleToGuardians } from './settings.ts';
import { ownTimes, recipientsOf, type TargetRow, targetColumns, targetJoins, teaches, teamOf, validOn, visibleAt } from './sql.ts';

/** A piece of work as its teachers hold it. */
export interface Assignment extends TargetRow {
  id: string;
  title: string;
  body: string;
  whole: boolean;
  startsAt: Date | null;
  dueAt: Date | null;
  closesAt: Date | null;
  handInKinds: HandInKind[];
  worksheetIds: string[];
  teams: TeamMode;
  teamSize: number | null;
  publishedAt: Date | null;
  revision: number;
  remindedOn: string | null;
  deletedAt: Date | null;
}

const columns = sql`a.id, a.title, a.body, a.whole, a.starts_at as "startsAt", a.due_at as "dueAt", a.closes_at as "closesAt", a.hand_in_kinds as "handInKinds",
  a.worksheet_ids as "worksheetIds", a.teams, a.team_size as "teamSize", a.published_at as "publishedAt", a.revision, a.reminded_on as "remindedOn", a.deleted_at as "deletedAt", ${targetColumns}`;

/**
 * The work, for somebody who may set work in its course or class; a draft for its author alone.
 *
 * @param options.lock     until the end of the transaction nobody else changes it
 * @param options.deleted  also work that was taken away
 * @throws not found (404) for everybody else, and when there is none: we do not tell which
 */
export async function requireTaught(
  db: Db,
  ctx: Ctx,
  assignmentId: string,
  options: { lock?: boolean; deleted?: boolean } = {},
): Promise<Assignment> {
  const { caller } = ctx;
  if (caller.context !== 'work') notFound('assignment');
  const { rows } = await sql<Assignment>`select ${columns} from assignments.assignment a ${targetJoins}
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} ${options.deleted ? sql`` : sql`and a.deleted_at is null`}
      and (a.published_at is not null or a.made_by = ${caller.personId}) and ${teaches(caller.personId, dayOf(ctx.now()))}
    ${options.lock ? sql`for update of a` : sql``}`.execute(db);
  return rows[0] ?? notFound('assignment');
}

/** The work of one pupil, who is the caller; with the pupil's own times where there are some. */
export interface ReceivedWork {
  id: string;
  courseId: string | null;
  groupId: string | null;
  dueAt: Date | null;
  closesAt: Date | null;
  handInKinds: HandInKind[];
  worksheetIds: string[];
  teams: TeamMode;
  teamSize: number | null;
  /** The caller's team; null: works alone. */
  teamId: string | null;
}

/**
 * The work, for a pupil who receives it and may see it by now.
 *
 * @throws not found (404) when there is none, it is not for the caller, a draft, not begun or taken away: we do not tell which
 */
export async function requireReceived(db: Db, ctx: Ctx, assignmentId: string): Promise<ReceivedWork> {
  const { caller } = ctx;
  if (caller.context !== 'pupil') notFound('assignment');
  const { rows } =
    await sql<ReceivedWork>`select a.id, a.course_id as "courseId", a.group_id as "groupId", ${ownTimes.dueAt} as "dueAt", ${ownTimes.closesAt} as "closesAt", a.hand_in_kinds as "handInKinds",
      a.worksheet_ids as "worksheetIds", a.teams, a.team_size as "teamSize", ${teamOf(sql`${caller.personId}::uuid`)} as "teamId"
    from assignments.assignment a
    left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = ${caller.personId}
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and ${visibleAt(ctx.now())}
      and exists (select from (${recipientsOf(dayOf(ctx.now()))}) x where x.pupil_id = ${caller.personId})`.execute(db);
  return rows[0] ?? notFound('assignment');
}

/**
 * A query for the pupils (`pupil_id`) whose work the caller may read: a pupil their own, a guardian their children's if the school allows it,
 * an assistant those they accompany. One statement for guardians (the setting), none for others.
 *
 * @param pupilId  one of them only; a stranger leaves the query empty
 */
export async function readablePupils(db: Db, ctx: Ctx, pupilId?: string): Promise<RawBuilder<unknown>> {
  const { caller } = ctx;
  if (caller.context === 'pupil')
    return sql`select ${caller.personId}::uuid as pupil_id ${pupilId === undefined ? sql`` : sql`where ${pupilId} = ${caller.personId}`}`;
  const kind = caller.context === 'guardian' ? 'guardian' : 'assistant';
  const right = kind === 'guardian' ? 'assignments.follow_children' : 'assignments.follow_accompanied';
  const open = caller.permissions.has(right) && (kind === 'assistant' || (await ctx.setting(db, visibleToGuardians)));
  if (!open) return sql`select null::uuid as pupil_id where false`;
  return sql`select r.child_id as pupil_id from people.pub_relation r
    join people.pub_person p on p.school_id = r.school_id and p.id = r.child_id and p.status = 'active'
    where r.school_id = ${db.schoolId} and r.person_id = ${caller.personId} and r.kind = ${kind} and ${validOn('r', dayOf(ctx.now()))}
      ${pupilId === undefined ? sql`` : sql`and r.child_id = ${pupilId}`}`;
}
