import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { readCursor, writeCursor } from '#kernel/db/page.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { inDivisions } from '#modules/groups/public.ts';
import { cardPupils, decidesForAll, requireCardClass } from '../access.ts';
import type { cardClassContract, listCardClassesContract } from '../contract.ts';

type Line = Answer<typeof listCardClassesContract>['items'][number];

/** Classes of today about whose cards the caller decides, by year and name. */
export async function listCardClasses(
  ctx: Ctx,
  query: Query<typeof listCardClassesContract>,
): Promise<Answer<typeof listCardClassesContract>> {
  const day = dayOf(ctx.now());
  const limit = query.limit ?? 50;
  const { caller } = ctx;
  const place = sql`coalesce(g.year_level, '99') || ' ' || lower(g.name)`;
  const mine = sql`exists (select from groups.pub_member m where m.school_id = g.school_id and m.group_id = g.id and m.person_id = ${caller.personId}
    and m.part in ('class_teacher', 'deputy') and (m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date))`;
  const all = decidesForAll(ctx) ? inDivisions(caller.divisionIds) : sql`false`;
  const led = caller.context === 'work' && caller.permissions.has('people.issue_codes_own_class') ? mine : sql`false`;
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor, 2);
  const { rows } = await ctx.read((db) =>
    sql<Line & { place: string }>`select g.id, g.name, ${place} as place,
        exists (select from ways_in.card_class c where c.school_id = g.school_id and c.group_id = g.id) as allowed
      from groups.pub_group g where g.school_id = ${db.schoolId} and g.kind = 'class' and not g.sensitive and (g.ended_on is null or g.ended_on >= ${day}::date)
        and (${all} or ${led}) ${cursor === null ? sql`` : sql`and (${place}, g.id) > (${cursor[0]}::text, ${cursor[1]}::uuid)`}
      order by place, g.id limit ${limit + 1}`.execute(db),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.place, last.id]) : null };
}

/** A class with its pupils' cards. */
export async function readCardClass(ctx: Ctx, db: Db, groupId: string): Promise<Answer<typeof cardClassContract>> {
  const group = await requireCardClass(ctx, db, groupId);
  const pupils = await cardPupils(ctx, db, groupId);
  const { rows } = await sql<{
    personId: string;
    ready: boolean;
    chooseUntil: Date;
  }>`select c.person_id as "personId", c.ready, c.choose_until as "chooseUntil"
    from identities.pub_card c where c.school_id = ${db.schoolId} and c.person_id = any(${pupils.map(({ personId }) => personId)}::uuid[])`.execute(
    db,
  );
  const cards = new Map(rows.map((row) => [row.personId, row]));
  return {
    id: group.id,
    name: group.name,
    allowed: await isAllowed(db, groupId),
    pupils: pupils.map(({ personId, name }) => {
      const card = cards.get(personId);
      if (card === undefined) return { personId, name, card: 'none', chooseUntil: null };
      if (card.ready) return { personId, name, card: 'ready', chooseUntil: null };
      return { personId, name, card: card.chooseUntil > ctx.now() ? 'waiting' : 'too_late', chooseUntil: card.chooseUntil.toISOString() };
    }),
  };
}

/** Whether pupils of a class may use cards. */
export async function isAllowed(db: Db, groupId: string): Promise<boolean> {
  const { rows } = await sql`select from ways_in.card_class c where c.school_id = ${db.schoolId} and c.group_id = ${groupId}`.execute(db);
  return rows.length > 0;
}

/** Allows or forbids cards for a class; repeatable. */
export async function allowCards(ctx: Ctx, groupId: string, allowed: boolean): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    const { name } = await requireCardClass(ctx, db, groupId);
    if (allowed) {
      await sql`insert into ways_in.card_class (school_id, id, group_id) values (${db.schoolId}, ${newId()}, ${groupId})
        on conflict (school_id, group_id) do nothing`.execute(db);
    } else {
      await sql`delete from ways_in.card_class where school_id = ${db.schoolId} and group_id = ${groupId}`.execute(db);
    }
    await db.audit({
      act: allowed ? 'ways_in.cards_allowed' : 'ways_in.cards_forbidden',
      subject: { type: 'group', id: groupId },
      data: { name },
    });
    return {};
  });
}
