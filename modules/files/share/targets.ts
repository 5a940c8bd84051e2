import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { spacesOf } from '../tree/spaces.ts';
import type { ShareTarget, shareTargetsContract } from './contract.ts';

interface Row extends ShareTarget {
  rank: number;
  sort_name: string;
}

/**
 * `select rank, kind, id, name, sort_name` of whom the caller can share something with: their groups and courses, and everybody who is in one of them now and at
 * the school. Nobody else's name is told.
 */
function targetsOf(ctx: Ctx, db: Db): RawBuilder<Row> {
  const day = dayOf(ctx.now());
  const valid = sql`(m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date)`;
  return sql<Row>`(with spaces as (${spacesOf(ctx, db)}),
      people as (
        select m.person_id from spaces s join groups.pub_member m on m.school_id = ${db.schoolId} and m.group_id = s.id and ${valid} where s.kind = 'group'
        union select m.person_id from spaces s join courses.pub_member m on m.school_id = ${db.schoolId} and m.course_id = s.id and ${valid} where s.kind = 'course'
        union select m.person_id from spaces s join courses.pub_teacher m on m.school_id = ${db.schoolId} and m.course_id = s.id and ${valid} where s.kind = 'course')
    select distinct 1 as rank, s.kind, s.id, s.name, lower(s.name) as sort_name from spaces s where s.kind <> 'own'
    union all select 2, 'person', p.id, p.name, p.sort_name from people.pub_person p join people o on o.person_id = p.id
      where p.school_id = ${db.schoolId} and p.status = 'active' and p.id <> ${ctx.caller.personId})`;
}

/** Groups and courses first, then persons, each by name. One statement. */
export async function listTargets(ctx: Ctx, query: Query<typeof shareTargetsContract>): Promise<Answer<typeof shareTargetsContract>> {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return ctx.read(async (db) => {
    const page = await paged(
      db
        .selectFrom(targetsOf(ctx, db).as('t'))
        .selectAll()
        .where((where) => where.and(words.map((word) => sql<boolean>`position(${word} in lower(t.name)) > 0`))),
      [
        { column: 't.rank', type: 'int', of: (row) => row.rank },
        { column: 't.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 't.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    return { next: page.next, items: page.items.map(({ kind, id, name }) => ({ kind, id, name })) };
  });
}

/** Makes sure that the caller can share with this person, group or course; not found (404) otherwise. */
export async function requireTarget(ctx: Ctx, db: Db, target: Pick<ShareTarget, 'kind' | 'id'>): Promise<void> {
  const { rows } = await sql`select from ${targetsOf(ctx, db)} t where t.kind = ${target.kind} and t.id = ${target.id} limit 1`.execute(db);
  if (rows.length === 0) notFound(target.kind);
}
