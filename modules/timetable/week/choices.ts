import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { childrenOf, searchWords } from '#modules/people/public.ts';
import type { timetableChoicesContract } from './contract.ts';
import { overlaps } from './patterns.ts';
import { pupilParts } from './reach.ts';
import { holds, openClass } from './staff-target.ts';

type Asked = Query<typeof timetableChoicesContract>;
type Choices = Answer<typeof timetableChoicesContract>;

interface Row {
  of: string;
  id: string;
  name: string;
  shortName: string | null;
  sortName: string;
}

/** 5a before 10a, and both before Q1. */
const classOrder = sql`coalesce(lpad(substring(g.name from '^[0-9]+'), 3, '0'), '999') || lower(g.name)`;

/**
 * Whose timetables the caller may open, by the rules of `requireTarget`: with the right to see all plans every class, teacher and room; pupils their own
 * class, guardians their children and their classes. What one may not open is not there. One statement, for guardians two.
 */
export function readChoices(ctx: Ctx, query: Asked): Promise<Choices> {
  return ctx.read(async (db) => {
    const rows = await rowsFor(ctx, db, query);
    if (rows === null) return { items: [], next: null };
    const found = await paged(db.selectFrom(sql<Row>`(${rows})`.as('c')).selectAll(), order, query);
    return { items: found.items.map(({ of, name, shortName }) => ({ of, name, shortName })), next: found.next };
  });
}

const order = [
  { column: 'sortName', type: 'text', of: (row: Row) => row.sortName },
  { column: 'id', type: 'uuid', of: (row: Row) => row.id },
] as const;

/** A query for the rows of one kind; null where there can be none. */
async function rowsFor(ctx: Ctx, db: Db, { kind, q = '' }: Asked): Promise<RawBuilder<Row> | null> {
  const { context, permissions, personId } = ctx.caller;
  if (context === 'work') {
    if (!permissions.has('timetable.view_all') || kind === 'child') return null;
    return { class: allClasses, teacher: teachers, room: rooms }[kind](ctx, db, q);
  }
  const follows = context === 'guardian' && permissions.has('timetable.follow_children');
  if (kind === 'class' && context === 'pupil' && permissions.has('timetable.view_own')) return classesOf(ctx, db, [personId], q);
  if (!follows || (kind !== 'class' && kind !== 'child')) return null;
  const children = (await childrenOf(db, personId, dayOf(ctx.now()))).map(({ id }) => id);
  return kind === 'class' ? classesOf(ctx, db, children, q) : childRows(db, children, q);
}

function allClasses(ctx: Ctx, db: Db, q: string): RawBuilder<Row> {
  return sql`select 'group:' || g.id as of, g.id, g.name, null::text as "shortName", ${classOrder} as "sortName" from groups.pub_group g
    where g.school_id = ${db.schoolId} and ${openClass(ctx)} and (g.ended_on is null or g.ended_on >= ${dayOf(ctx.now())}::date) and ${holdsWords(sql`g.name`, q)}`;
}

function classesOf(ctx: Ctx, db: Db, pupilIds: readonly string[], q: string): RawBuilder<Row> {
  const day = dayOf(ctx.now());
  return sql`select distinct 'group:' || g.id as of, g.id, g.name, null::text as "shortName", ${classOrder} as "sortName" from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
    where m.school_id = ${db.schoolId} and m.person_id = any(${[...pupilIds]}::uuid[]) and m.part in ${pupilParts} and ${overlaps('m', day, day)} and ${holdsWords(sql`g.name`, q)}`;
}

function childRows(db: Db, childIds: readonly string[], q: string): RawBuilder<Row> {
  return sql`select 'person:' || p.id as of, p.id, p.name, null::text as "shortName", p.sort_name as "sortName" from people.pub_person p
    where p.school_id = ${db.schoolId} and p.id = any(${[...childIds]}::uuid[]) and ${named(q)}`;
}

function teachers(ctx: Ctx, db: Db, q: string): RawBuilder<Row> {
  return sql`select 'person:' || p.id as of, p.id, p.name, p.short_name as "shortName", p.sort_name as "sortName" from people.pub_person p
    where p.school_id = ${db.schoolId} and p.status = 'active' and ${holds(ctx, 'teacher')} and (${named(q)} or ${holdsWords(sql`p.short_name`, q)})`;
}

function rooms(_ctx: Ctx, db: Db, q: string): RawBuilder<Row> {
  return sql`select 'room:' || o.id as of, o.id, coalesce(o.name, o.short_name) as name, o.short_name as "shortName", lower(o.short_name) as "sortName" from timetable.room o
    where o.school_id = ${db.schoolId} and (${holdsWords(sql`o.short_name`, q)} or ${holdsWords(sql`o.name`, q)})`;
}

/** Whether person `p` has all words in the name. */
function named(q: string): RawBuilder<boolean> {
  const words = searchWords(q).map((word) => sql`strpos(p.sort_name, ${word}) > 0`);
  return words.length === 0 ? sql<boolean>`${q.trim() === ''}::boolean` : sql<boolean>`(${sql.join(words, sql` and `)})`;
}

function holdsWords(column: RawBuilder<unknown>, q: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(strpos(lower(${column}), lower(${q.trim()}::text)) > 0, false)`;
}
