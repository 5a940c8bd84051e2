import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReceived, requireTaught } from '../access.ts';
import type { teamsContract } from './contract.ts';

interface Row {
  id: string;
  number: number;
  members: { name: string; pupilId: string }[];
  own: boolean;
}

/**
 * Teams with somebody in them, by number: all for teachers and for pupils who choose themselves, else the pupil's own. Two statements.
 *
 * @throws not found (404) when the work is neither the caller's to answer nor to hand in, or is not done in teams
 */
export async function listTeams(ctx: Ctx, assignmentId: string, query: Query<typeof teamsContract>): Promise<Answer<typeof teamsContract>> {
  const { personId, context } = ctx.caller;
  return ctx.read(async (db) => {
    const work = context === 'work' ? await requireTaught(db, ctx, assignmentId) : await requireReceived(db, ctx, assignmentId);
    if (work.teams === 'none') notFound('team');
    const all = context === 'work' || work.teams === 'chosen';
    const rows = sql<Row>`(select t.id, t.number, m.members, m.own from assignments.team t
      join lateral (select json_agg(json_build_object('name', p.name, 'pupilId', p.id) order by p.sort_name, p.id) as members, bool_or(o.pupil_id = ${personId}) as own
        from assignments.team_member o join people.pub_person p on p.school_id = o.school_id and p.id = o.pupil_id
        where o.school_id = t.school_id and o.team_id = t.id) m on m.members is not null
      where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId} and (${all} or m.own))`;
    const page = await paged(
      db.selectFrom(rows.as('w')).selectAll(),
      [
        { column: 'w.number', type: 'int', of: (row) => row.number },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    const named = ({ name, pupilId }: Row['members'][number]) => ({ name, pupilId: context === 'work' ? pupilId : null });
    const full = (members: readonly unknown[]) => work.teams === 'chosen' && work.teamSize !== null && members.length >= work.teamSize;
    return { next: page.next, items: page.items.map((row) => ({ ...row, members: row.members.map(named), full: full(row.members) })) };
  });
}
