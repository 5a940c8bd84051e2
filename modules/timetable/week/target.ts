import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Child, childrenOf } from '#modules/people/public.ts';
import { overlaps, type Stretch } from './patterns.ts';
import { pupilTarget, type Target } from './pupil-target.ts';
import { ofClass, ofPupils, ofTeacher, pupilParts } from './reach.ts';
import { classForStaff, personForStaff, roomForStaff } from './staff-target.ts';

/** The caller's children, when they are a guardian; else no statement. */
export async function childrenOfCaller(ctx: Ctx, db: Db): Promise<readonly Child[]> {
  const { context, personId, permissions } = ctx.caller;
  return context === 'guardian' && permissions.has('timetable.follow_children') ? childrenOf(db, personId, dayOf(ctx.now())) : [];
}

/**
 * Whose week the caller asks for.
 *
 * - pupils: their own and that of their class; guardians: those of their children;
 * - at work: the own; with the right to see all plans, those of every colleague, class and room within the own divisions; of pupils those one
 *   teaches, leads, accompanies or may see in the directory.
 *
 * @param of  'me', 'person:ID', 'group:ID' or 'room:ID'
 * @throws not found (404) for everything else, and when there is no such person, class or room: we do not tell which
 */
export async function requireTarget(ctx: Ctx, db: Db, of: string, children: readonly Child[], at: Stretch): Promise<Target> {
  const { caller } = ctx;
  const [what, id = ''] = of.split(':');
  if (caller.context === 'work') {
    if (what === 'me' || id === caller.personId) return ownAtWork(ctx, at);
    if (what === 'person') return personForStaff(ctx, db, id, at);
    return what === 'group' ? classForStaff(ctx, db, id, at) : roomForStaff(ctx, db, id, at);
  }
  if (what === 'room') return notFound('timetable');
  if (what === 'group') return ownClass(ctx, db, id, children, at);
  if (caller.context === 'guardian') return child(what === 'me' ? null : id, children, at);
  if ((what !== 'me' && id !== caller.personId) || !caller.permissions.has('timetable.view_own')) return notFound('timetable');
  return pupilTarget({ id: caller.personId, name: caller.name }, at, { isOwn: true, opens: true });
}

function ownAtWork({ caller }: Ctx, at: Stretch): Target {
  if (!caller.permissions.has('timetable.view_own')) return notFound('timetable');
  const kind = caller.capacities.includes('teacher') ? 'teacher' : 'nobody';
  return { of: 'me', kind, name: caller.name, isOwn: true, opens: true, reach: ofTeacher(caller.personId, at, true) };
}

function child(id: string | null, children: readonly Child[], at: Stretch): Target {
  const chosen = id === null ? children[0] : children.find((one) => one.id === id);
  if (chosen !== undefined) return pupilTarget(chosen, at, { isOwn: false, opens: true });
  if (id !== null) return notFound('timetable');
  return { of: 'me', kind: 'nobody', name: '', isOwn: true, opens: false, reach: ofPupils(sql`select null::uuid where false`, at, false) };
}

async function ownClass(ctx: Ctx, db: Db, groupId: string, children: readonly Child[], at: Stretch): Promise<Target> {
  const day = dayOf(ctx.now());
  const { caller } = ctx;
  const pupils =
    caller.context === 'guardian' ? children.map(({ id }) => id) : caller.permissions.has('timetable.view_own') ? [caller.personId] : [];
  const { rows } = await sql<{ name: string; pupilId: string }>`select g.name, m.person_id as "pupilId" from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
    where m.school_id = ${db.schoolId} and m.group_id = ${groupId} and m.person_id = any(${pupils}::uuid[]) and m.part in ${pupilParts} and ${overlaps('m', day, day)}
    order by m.person_id limit 1`.execute(db);
  const found = rows[0] ?? notFound('timetable');
  const reach = ofClass(groupId, at, found.pupilId);
  return { of: `group:${groupId}`, kind: 'class', name: found.name, isOwn: false, opens: false, reach };
}
