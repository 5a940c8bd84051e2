import { sql } from 'kysely';
import type { Context } from '#kernel/access/capacity.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { memberOn } from './memberships.ts';
import { type GroupKind, type GroupPart, leadingParts } from './parts.ts';
import { refusals } from './refusals.ts';

/** A group as its pages and changes need it. */
export interface Group {
  id: string;
  kind: GroupKind;
  name: string;
  yearLevel: string | null;
  schoolYear: number | null;
  parentId: string | null;
  divisionId: string | null;
  sensitive: boolean;
  endedOn: string | null;
  /** Whether an import keeps it. */
  imported: boolean;
  /** The caller's own parts in it today, in the present context. */
  ownParts: GroupPart[];
}

/**
 * Which parts count in which context: a teacher who is also guardian at the school is class teacher in the context of work and one of the
 * guardians' group in the context of a guardian, never both.
 */
export function countsIn(context: Context) {
  if (context === 'guardian') return sql`(g.kind = 'guardians' or m.part = 'parents_representative')`;
  if (context === 'pupil') return sql`(g.kind not in ('guardians', 'staff') and m.part <> 'parents_representative')`;
  return sql`(g.kind <> 'guardians' or m.part in ('class_teacher', 'deputy', 'leader'))`;
}

/** Whether group `g` lies in the divisions to which the caller is limited; groups without a division belong to the whole school. */
export function inDivisions(divisionIds: readonly string[] | null) {
  return divisionIds === null ? sql`true` : sql`g.division_id = any(${[...divisionIds]}::uuid[])`;
}

/**
 * The group, for one of its own people or a caller who may see all groups. Sensitive groups only for their own people.
 *
 * @param alsoVisible  whether another reason opens it (a class whose pupils the caller teaches); asked only when needed
 * @throws not found (404) for everybody else, and when there is no such group: we do not tell which
 */
export async function requireGroup(
  ctx: Ctx,
  db: Db,
  groupId: string,
  alsoVisible: (group: Group) => Promise<boolean> = async () => false,
): Promise<Group> {
  const { caller } = ctx;
  const { rows } = await sql<
    Group & { inDivision: boolean }
  >`select g.id, g.kind, g.name, g.year_level as "yearLevel", g.school_year as "schoolYear", g.parent_id as "parentId",
      g.division_id as "divisionId", g.sensitive, g.ended_on as "endedOn", g.source is not null as imported, ${inDivisions(caller.divisionIds)} as "inDivision",
      coalesce((select array_agg(m.part) from groups.member m where m.school_id = g.school_id and m.group_id = g.id and m.person_id = ${caller.personId}
        and ${memberOn(dayOf(ctx.now()))} and ${countsIn(caller.context)}), '{}') as "ownParts"
    from groups."group" g where g.school_id = ${db.schoolId} and g.id = ${groupId}`.execute(db);
  const { inDivision, ...group } = rows[0] ?? notFound('group');
  if (group.ownParts.length > 0) return group;
  if (group.sensitive) notFound('group');
  if (inDivision && caller.permissions.has('groups.view_all')) return group;
  if (await alsoVisible(group)) return group;
  return notFound('group');
}

/** What a caller may change in a group they see. */
export interface MayChange {
  /** Name, end, everybody's parts. */
  all: boolean;
  /** Only representatives: the class teacher's own right. */
  representatives: boolean;
}

/**
 * What the caller may change: everything with the right to edit groups (a strong sign-in needed), everything of a club or other group
 * they lead themselves, the representatives of a class they lead.
 */
export function mayChange(ctx: Ctx, group: Group): MayChange {
  const { caller } = ctx;
  const leading = caller.context === 'work' && group.ownParts.some((part) => leadingParts.includes(part));
  const free = group.kind === 'club' || group.kind === 'committee' || group.kind === 'other';
  const edits =
    caller.permissions.has('groups.edit') && (caller.divisionIds === null || caller.divisionIds.includes(group.divisionId ?? ''));
  return { all: edits || (leading && free), representatives: edits || leading };
}

/**
 * The group, for a caller who may give or take this part in it (or change the group itself: no part).
 *
 * @throws not found (404) when they do not see it · `groups.not_allowed` (403) · `kernel.second_factor_needed` (403)
 */
export async function requireChangeable(ctx: Ctx, db: Db, groupId: string, part?: GroupPart): Promise<Group> {
  const group = await requireGroup(ctx, db, groupId);
  const may = mayChange(ctx, group);
  const representative = part === 'representative' || part === 'deputy_representative' || part === 'parents_representative';
  if (!may.all && !(representative && may.representatives)) throw refusals.notAllowed();
  const byRight = !group.ownParts.some((own) => leadingParts.includes(own));
  if (byRight && !ctx.caller.strong) throw kernelRefusals.secondFactorNeeded();
  return group;
}
