import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { lanes } from '#kernel/admission/lanes.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { RawRoute } from '#kernel/module/manifest.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { requireTarget } from '../set/targets.ts';
import { recipientsOf, targetJoins } from '../sql.ts';
import { type exportedMarksContract, type MarkKind, pointsOfMark, printedMark } from './contract.ts';
import { csv } from './csv.ts';

/** Marks as files, for those who teach there. */
export const markFiles: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/assignments/:assignmentId/marks.csv',
    summary: 'The marks of one piece of work as CSV: everybody who received it, with or without a mark.',
    permission: 'assignments.set',
    rate: 'heavy',
    run: (ctx, request, reply) => lanes.exports.run(() => workMarks(ctx, request, reply), ctx.caller.personId),
  },
  {
    method: 'GET',
    path: '/assignments/targets/:targetId/marks.csv',
    summary: 'The marks of all marked work of one course or class as CSV.',
    permission: 'assignments.set',
    rate: 'heavy',
    run: (ctx, request, reply) => lanes.exports.run(() => targetMarks(ctx, request, reply), ctx.caller.personId),
  },
];

interface Row {
  sourceId: string | null;
  courseSourceId: string | null;
  lastName: string;
  firstName: string;
  target: string;
  title: string;
  meaning: string;
  kind: MarkKind;
  mark: string | null;
  givenBack: boolean;
}

const columns = ['lastName', 'firstName', 'target', 'title', 'meaning', 'kind', 'mark', 'points', 'givenBack'] as const;

/** @throws not found (404) when the caller does not teach there */
async function workMarks(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { assignmentId } = request.params as { assignmentId: string }; // the route's own parameter
  if (!isId(assignmentId)) notFound('assignment');
  const rows = await ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    return marks(db, ctx, sql`a.id = ${assignmentId}`);
  });
  return send(ctx, reply, rows);
}

/** @throws not found (404) when the caller does not teach there */
async function targetMarks(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { targetId } = request.params as { targetId: string }; // the route's own parameter
  if (!isId(targetId)) notFound('target');
  const rows = await ctx.read(async (db) => {
    await requireTarget(db, ctx, targetId);
    return marks(db, ctx, sql`${targetId} in (a.course_id, a.group_id)`);
  });
  return send(ctx, reply, rows);
}

/**
 * Everybody who received the work, with or without a mark. Ids of programs other than SVWS say nothing to it and stay here.
 *
 * @throws not found (404) when the caller does not teach there, or the work is not marked
 */
export async function exportedMarks(ctx: Ctx, assignmentId: string): Promise<Answer<typeof exportedMarksContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const rows = await marks(db, ctx, sql`a.id = ${assignmentId}`);
    const { kind, courseSourceId } = rows[0] ?? notFound('marks');
    return {
      kind,
      courseSourceId,
      marks: rows.map(({ sourceId, lastName, firstName, mark }) => ({ sourceId, lastName, firstName, mark })),
    };
  });
}

/** Programs that share the ids of the school office's SVWS server. */
const svws = sql`('svws', 'enm')`;

/** By name and due time; of several versions of a hand-in the present one counts. One statement. */
async function marks(db: Db, ctx: Ctx, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select case when p.source in ${svws} then p.source_id end as "sourceId", case when c.source in ${svws} then c.source_id end as "courseSourceId", p.last_name as "lastName", coalesce(p.call_name, p.first_name) as "firstName", coalesce(c.name, g.name) as target,
      a.title, s.meaning, s.kind, n.mark, n.given_mark is not distinct from n.mark and n.given_back_at is not null as "givenBack"
    from assignments.assignment a
    join assignments.mark_scheme s on s.school_id = a.school_id and s.assignment_id = a.id
    ${targetJoins}
    cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
    left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.hand_in_id is not distinct from h.id
    where a.school_id = ${db.schoolId} and ${which} and a.published_at is not null and a.deleted_at is null
    order by p.sort_name, p.id, a.due_at nulls last, a.id`.execute(db);
  return rows;
}

function send(ctx: Ctx, reply: FastifyReply, rows: readonly Row[]): unknown {
  const t = (key: string) => ctx.say(ctx.language, `assignments:${key}`);
  const lines = rows.map(({ lastName, firstName, target, title, meaning, kind, mark, givenBack }) => [
    lastName,
    firstName,
    target,
    title,
    meaning,
    t(`marks.kinds.${kind}`),
    // with a real minus: Excel reads "1-" as the number -1
    mark === null ? '' : printedMark(kind, mark),
    mark === null ? '' : String(pointsOfMark(kind, mark) ?? ''),
    mark === null ? '' : t(givenBack ? 'overview.yes' : 'overview.no'),
  ]);
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${t('marks.file')}.csv"`)
    .header('cache-control', 'no-store')
    .send(csv([columns.map((column) => t(`marks.columns.${column}`)), ...lines]));
}
