import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { groupsOf } from '#modules/groups/public.ts';
import { lastApplied } from './imports/rows.ts';
import type { Entry } from './plan/entries.ts';

/** News from an import stand on the start page so many days. */
const newsDays = 7;

/** Class teachers hear who came into and left their class with the last import; the office sees questions that are still open. */
export async function today(ctx: Ctx, db: Db): Promise<TodayPart> {
  if (ctx.caller.context !== 'work') return {};
  const waiting = ctx.caller.permissions.has('roster.import') ? await openQuestions(ctx, db) : [];
  return { waiting, running: await newsOfOwnClasses(ctx, db) };
}

async function openQuestions(ctx: Ctx, db: Db): Promise<TodayItem[]> {
  const { rows } = await sql<{ id: string; open: number }>`select i.id, count(*) as open from roster.import i
    join roster.question q on q.school_id = i.school_id and q.import_id = i.id and not q.answered
    where i.school_id = ${db.schoolId} and i.state = 'read' group by i.id order by i.id desc limit 1`.execute(db);
  return rows.map(({ id, open }) => ({
    ...bare,
    key: `questions ${id}`,
    icon: 'import',
    title: ctx.say(ctx.language, 'roster:today.questions', { count: open }),
    sub: ctx.say(ctx.language, 'roster:today.import'),
    path: `import/${id}`,
    state: 'plain' as const,
    count: open,
  }));
}

async function newsOfOwnClasses(ctx: Ctx, db: Db): Promise<TodayItem[]> {
  const last = await lastApplied(db);
  if (last === null || ctx.now().getTime() - last.appliedAt.getTime() > newsDays * 86_400_000) return [];
  const parts = await groupsOf(db, [ctx.caller.personId], dayOf(ctx.now()));
  const own = parts.filter(({ kind, part }) => kind === 'class' && (part === 'class_teacher' || part === 'deputy'));
  if (own.length === 0) return [];
  const { rows } = await sql<{
    kind: Entry['kind'];
    className: string;
    name: string;
    changes: Entry['changes'];
  }>`select e.kind, e.class_name as "className", e.name, e.changes from roster.entry e
    where e.school_id = ${db.schoolId} and e.import_id = ${last.id} and e.role = 'pupil' and e.kind in ('new', 'moved', 'leaving')
      and e.class_name = any(${own.map(({ name }) => name)}) order by e.place`.execute(db);
  return own.flatMap(({ groupId, name }) => {
    const ofClass = rows.filter(({ className }) => className === name);
    const came = ofClass.filter(({ kind }) => kind !== 'leaving').length;
    const gone = ofClass.length - came;
    // a class that is new as a whole is no news of single pupils
    if (came + gone === 0 || came > 10) return [];
    const words = [
      came > 0 ? ctx.say(ctx.language, 'roster:today.came', { count: came, class: name }) : '',
      gone > 0 ? ctx.say(ctx.language, 'roster:today.gone', { count: gone, class: name }) : '',
    ];
    return [
      {
        ...bare,
        key: `news ${last.id} ${groupId}`,
        icon: 'people',
        title: words.filter(Boolean).join(' · '),
        sub: ofClass
          .slice(0, 3)
          .map((row) => row.name)
          .join(', '),
        namesPeople: true,
        path: `gruppen/${groupId}`,
        at: last.appliedAt.toISOString(),
        state: 'new' as const,
      },
    ];
  });
}

const bare = { module: 'roster', at: null, until: null, subject: null, count: null };
