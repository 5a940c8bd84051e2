import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SearchHit } from '#kernel/search/contract.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { ofDivisions } from '#modules/courses/public.ts';
import { countsIn, inDivisions } from '#modules/groups/public.ts';
import { childrenOf, searchWords } from '#modules/people/public.ts';
import { containing } from './containing.ts';
import { attendedBy, taughtBy } from './course-lines.ts';
import { maySee, validOn } from './visible-people.ts';

/** People, groups and courses the caller may see, by parts of names; people first. Sensitive groups and courses never show here. */
export async function search(ctx: Ctx, db: Db, words: string, limit: number): Promise<SearchHit[]> {
  const wanted = searchWords(words);
  if (wanted.length === 0) return [];
  const plain = words.toLocaleLowerCase('de').split(/\s+/).filter(Boolean).slice(0, 6);
  return [...(await people(ctx, db, wanted, limit)), ...(await groups(ctx, db, plain, limit)), ...(await courses(ctx, db, plain, limit))];
}

async function people(ctx: Ctx, db: Db, words: readonly string[], limit: number): Promise<SearchHit[]> {
  const { caller } = ctx;
  if (caller.context !== 'work' || !caller.permissions.has('people.view_list')) return [];
  const { rows } = await sql<{
    id: string;
    name: string;
    sub: string | null;
  }>`select p.id, p.name, coalesce(p.short_name, (select min(g.name) from groups.pub_member gm
      join groups.pub_group g on g.school_id = gm.school_id and g.id = gm.group_id and g.kind = 'class' and not g.sensitive and g.ended_on is null
      where gm.school_id = p.school_id and gm.person_id = p.id and gm.part <> 'parents_representative' and ${validOn('gm', dayOf(ctx.now()))})) as sub
    from people.pub_person p where p.school_id = ${db.schoolId} and p.status = 'active' and ${sql.join(
      words.map((word) => sql`p.sort_name like ${containing(word)}`),
      sql` and `,
    )}
      and ${maySee(ctx)} order by not p.sort_name like ${`${words[0] ?? ''}%`}, p.sort_name, p.id limit ${limit}`.execute(db);
  return rows.map(({ id, name, sub }) => ({ kind: 'person', title: name, sub: sub ?? '', path: `personen/${id}` }));
}

async function groups(ctx: Ctx, db: Db, words: readonly string[], limit: number): Promise<SearchHit[]> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  const own = sql`exists (select from groups.pub_member m where m.school_id = g.school_id and m.group_id = g.id and m.person_id = ${caller.personId} and ${validOn('m', day)} and ${countsIn(caller.context)})`;
  const seen = caller.permissions.has('groups.view_all') ? sql`(${own} or ${inDivisions(caller.divisionIds)})` : own;
  const { rows } = await sql<{
    id: string;
    name: string;
    year: number | null;
  }>`select g.id, g.name, g.school_year as year from groups.pub_group g
    where g.school_id = ${db.schoolId} and not g.sensitive and (g.ended_on is null or g.ended_on >= ${day}::date)
      and ${sql.join(
        words.map((word) => sql`lower(g.name) like ${containing(word)}`),
        sql` and `,
      )} and ${seen} order by g.kind <> 'class', g.name, g.id limit ${limit}`.execute(db);
  return rows.map(({ id, name, year }) => ({
    kind: 'group',
    title: name,
    sub: year === null ? '' : `${year}/${(year + 1) % 100}`,
    path: `gruppen/${id}`,
  }));
}

async function courses(ctx: Ctx, db: Db, words: readonly string[], limit: number): Promise<SearchHit[]> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  const own =
    caller.context === 'work'
      ? taughtBy(caller.personId, day)
      : attendedBy(caller.context === 'pupil' ? [caller.personId] : (await childrenOf(db, caller.personId, day)).map(({ id }) => id), day);
  const seen = caller.permissions.has('courses.view_all') ? sql`(${own} or ${ofDivisions(caller.divisionIds)})` : own;
  const { rows } = await sql<{
    id: string;
    name: string;
    sub: string | null;
  }>`select c.id, c.name, c.subject_name as sub from courses.pub_course c
    where c.school_id = ${db.schoolId} and not c.sensitive and (c.ended_on is null or c.ended_on >= ${day}::date) and ${seen}
      and ${sql.join(
        words.map((word) => sql`(lower(c.name) like ${containing(word)} or lower(c.subject_name) like ${containing(word)})`),
        sql` and `,
      )}
    order by c.name, c.id limit ${limit}`.execute(db);
  return rows.map(({ id, name, sub }) => ({ kind: 'course', title: name, sub: sub ?? '', path: `kurse/${id}` }));
}
