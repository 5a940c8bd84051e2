import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { Child } from '#modules/people/public.ts';
import type { weekContract } from './contract.ts';
import { overlaps } from './patterns.ts';
import { pupilParts } from './reach.ts';

type Near = Answer<typeof weekContract>['near'];

/** A family's children with their classes, or a teacher's own classes. */
const most = 30;

/** What the caller looks at most, to be reached by one press: children and their classes, the own class, classes one leads. One statement. */
export async function nearOf(ctx: Ctx, db: Db, children: readonly Child[]): Promise<Near> {
  const { caller } = ctx;
  const atWork = caller.context === 'work';
  if (atWork && !caller.permissions.has('timetable.view_all')) return [];
  const persons = caller.context === 'guardian' ? children.map(({ id }) => id) : [caller.personId];
  const day = dayOf(ctx.now());
  const { rows } = await sql<{ id: string; name: string }>`select distinct g.id, g.name from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and (g.ended_on is null or g.ended_on >= ${day}::date)
    where m.school_id = ${db.schoolId} and m.person_id = any(${persons}::uuid[]) and ${overlaps('m', day, day)}
      and m.part in ${atWork ? sql`('class_teacher', 'deputy')` : pupilParts}
    order by g.name, g.id limit ${most}`.execute(db);
  const classes = rows.map(({ id, name }) => ({ of: `group:${id}`, name, kind: 'class' as const }));
  return [...children.map(({ id, name }) => ({ of: `person:${id}`, name, kind: 'person' as const })), ...classes].slice(0, most);
}
