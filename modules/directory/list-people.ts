import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { readCursor, writeCursor } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { searchWords } from '#modules/people/public.ts';
import { containing } from './containing.ts';
import type { listPeopleContract } from './contract.ts';
import { maySee, validOn } from './visible-people.ts';

type Row = Answer<typeof listPeopleContract>['items'][number] & { sortName: string; classKey: string };

/**
 * People the caller may see, filtered and in order, one statement for any page. How far a sign-in has come is shown to those
 * who may issue codes for everybody.
 */
export async function listPeople(
  ctx: Ctx,
  { query }: { query: Query<typeof listPeopleContract> },
): Promise<Answer<typeof listPeopleContract>> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  const limit = query.limit ?? 50;
  const byClass = query.order === 'class';
  const showsAccess = caller.permissions.has('people.issue_codes');
  const seesAll = caller.permissions.has('people.view_all');
  const words = searchWords(query.q ?? '');
  const conditions = [
    maySee(ctx),
    seesAll ? sql`p.status = ${query.status ?? 'active'}` : sql`p.status = 'active'`,
    ...words.map((word) => sql`p.sort_name like ${containing(word)}`),
    ...(query.capacity === undefined
      ? []
      : [
          sql`exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity = ${query.capacity} and ${validOn('k', day)})`,
        ]),
    // a sensitive group opens no list. An array: its people first, ordered then; PostgreSQL would else walk through the whole school by name and look for them
    ...(query.groupId === undefined
      ? []
      : [
          sql`p.id = any(array(select fm.person_id from groups.pub_member fm join groups.pub_group fg on fg.school_id = fm.school_id and fg.id = fm.group_id and not fg.sensitive
          where fm.school_id = ${ctx.school.id} and fm.group_id = ${query.groupId} and ${validOn('fm', day)}))`,
        ]),
    ...(query.access === undefined || !showsAccess ? [] : [sql`${accessState} = ${query.access}`]),
  ];
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor, 3);
  if (cursor !== null) {
    conditions.push(
      byClass
        ? sql`(${classKey(day)}, p.sort_name, p.id) > (${cursor[0]}::text, ${cursor[1]}::text, ${cursor[2]}::uuid)`
        : sql`(p.sort_name, p.id) > (${cursor[1]}::text, ${cursor[2]}::uuid)`,
    );
  }
  const { rows } = await ctx.read((db) =>
    sql<Row>`with page as materialized (
        select p.school_id, p.id, p.sort_name, ${byClass ? classKey(day) : sql`''`} as class_key from people.pub_person p
        ${query.access === undefined ? sql`` : sql`left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id`}
        where p.school_id = ${db.schoolId} and ${sql.join(conditions, sql` and `)}
        order by ${byClass ? sql`4, ` : sql``}p.sort_name, p.id limit ${limit + 1})
      select p.id, coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName", p.short_name as "shortName", p.status, p.guest_of as "guestOf",
        p.sort_name as "sortName", page.class_key as "classKey", ${showsAccess ? accessState : sql`null`} as access,
        coalesce((select array_agg(distinct k.capacity) from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and ${validOn('k', day)}), '{}') as capacities,
        ${className(day)} as "className"
      from page join people.pub_person p on p.school_id = page.school_id and p.id = page.id
      left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
      order by page.class_key, p.sort_name, p.id`.execute(db),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.classKey, last.sortName, last.id]) : null };
}

const accessState = sql`case when a.person_id is null then 'none' when a.has_password then 'ready' else 'waiting' end`;

/** The class a person `p` learns in. */
function className(day: string) {
  return sql`(select min(g.name) from groups.pub_member gm join groups.pub_group g on g.school_id = gm.school_id and g.id = gm.group_id and g.kind = 'class' and not g.sensitive
      and (g.ended_on is null or g.ended_on >= ${day}::date)
    where gm.school_id = p.school_id and gm.person_id = p.id and gm.part in ('member', 'representative', 'deputy_representative') and ${validOn('gm', day)})`;
}

/** Classes in the order of schools: 5a before 10b; people without a class last. */
function classKey(day: string) {
  return sql`coalesce((select min(coalesce(g.year_level, '99') || ' ' || g.match_name) from groups.pub_member gm
      join groups.pub_group g on g.school_id = gm.school_id and g.id = gm.group_id and g.kind = 'class' and not g.sensitive and (g.ended_on is null or g.ended_on >= ${day}::date)
    where gm.school_id = p.school_id and gm.person_id = p.id and gm.part in ('member', 'representative', 'deputy_representative') and ${validOn('gm', day)}), 'zz')`;
}
