import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SearchHit } from '#kernel/search/contract.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { readablePupils } from './access.ts';
import { pupilWork } from './hand-in/pupil-work.ts';
import { targetJoins, teachingOf } from './sql.ts';

/** Work whose title holds these words and that the caller may see, latest due first. One statement (two for guardians). */
export async function searchWork(ctx: Ctx, db: Db, words: string, limit: number): Promise<SearchHit[]> {
  const taught = ctx.caller.permissions.has('assignments.set') ? await searchTaught(ctx, db, words, limit) : [];
  const { personId, context } = ctx.caller;
  if (context === 'work' && !ctx.caller.permissions.has('assignments.follow_accompanied')) return taught;
  const rows = await db
    .selectFrom(pupilWork(db, await readablePupils(db, ctx), ctx.now()).as('w'))
    .selectAll()
    .where(sql<boolean>`strpos(lower(w.title), lower(${words})) > 0`)
    .orderBy('w.due_order', 'desc')
    .orderBy('w.id')
    .limit(limit)
    .execute();
  const received = rows.map((row) => {
    const own = row.pupil_id === personId;
    const sub = [own ? null : row.pupil_name, row.subjectName ?? row.targetName].filter((part) => part !== null).join(' · ');
    return {
      kind: 'work' as const,
      title: row.title,
      sub,
      path: own ? `aufgaben/${row.id}` : `aufgaben/${row.id}?kind=${row.pupil_id}`,
      ...(!own && { namesPerson: true }),
    };
  });
  return [...taught, ...received].slice(0, limit);
}

async function searchTaught(ctx: Ctx, db: Db, words: string, limit: number): Promise<SearchHit[]> {
  const { personId } = ctx.caller;
  const { rows } = await sql<{ id: string; title: string; target: string }>`select a.id, a.title, coalesce(c.name, g.name) as target
    from (${teachingOf(db.schoolId, personId, dayOf(ctx.now()))}) t
    join assignments.assignment a on a.school_id = ${db.schoolId} and (a.course_id = t.course_id or a.group_id = t.group_id)
    ${targetJoins}
    where a.deleted_at is null and (a.published_at is not null or a.made_by = ${personId}) and strpos(lower(a.title), lower(${words})) > 0
    order by a.due_at desc nulls first, a.id limit ${limit}`.execute(db);
  return rows.map(({ id, title, target }) => ({ kind: 'work', title, sub: target, path: `aufgaben/${id}` }));
}
