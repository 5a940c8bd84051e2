import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx, SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { countsIn, leadingParts } from '#modules/groups/public.ts';
import type { Part, Space } from './contract.ts';

/** On whose behalf something is asked: a caller, or who has left work to a job. */
export type Asking = SchoolCtx & { readonly caller: Pick<Ctx['caller'], 'personId' | 'context'> };

/** A space as the caller has it. */
export interface SpaceRow {
  id: string;
  kind: 'own' | 'group' | 'course';
  name: string | null;
  subject: string | null;
  /** Their own, or they lead the group or course: they see all and change all. */
  leads: boolean;
  /** What members may do in its root. */
  rootPart: Part;
  /** They see a part of it only, because it is shared with them; absent: it is theirs. */
  shared?: { rootId: string; mayChange: boolean; by: string };
}

/** Parts of teachers who manage the files of a course: those who may set work there. */
const managingParts = sql`('leads', 'co_teaches', 'in_training')`;

/**
 * `select id, kind, name, subject, leads, root_part, rank` of the spaces of the caller in the present context: their own, the courses they teach or
 * sit in, the groups they belong to. The root of the staff's and a committee's space is open, since nobody leads those; every other one is read.
 */
export function spacesOf(ctx: Asking, db: Db): RawBuilder<unknown> {
  const { personId, context } = ctx.caller;
  const day = dayOf(ctx.now());
  const valid = sql`(m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date)`;
  const leads = context === 'work' ? sql`bool_or(m.part = any(${[...leadingParts]}))` : sql`false`;
  const [members, manages] =
    context === 'work' ? [sql`courses.pub_teacher`, sql`m.part in ${managingParts}`] : [sql`courses.pub_member`, sql`false`];
  return sql`select ${personId}::uuid as id, 'own' as kind, null::text as name, null::text as subject, true as leads, 'open' as root_part, 0 as rank
    union all
    select c.id, 'course', c.name, c.subject, ${manages}, 'read', 1 from ${members} m join courses.pub_course c on c.school_id = m.school_id and c.id = m.course_id
      where m.school_id = ${db.schoolId} and m.person_id = ${personId} and ${context !== 'guardian'} and ${valid} and (c.ended_on is null or c.ended_on >= ${day}::date)
    union all
    select g.id, 'group', g.name, null, ${leads}, case when g.kind in ('staff', 'committee') then 'open' else 'read' end, 2
      from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id
      where m.school_id = ${db.schoolId} and m.person_id = ${personId} and ${valid} and (g.ended_on is null or g.ended_on >= ${day}::date) and ${countsIn(context)}
      group by g.id, g.name, g.kind`;
}

/** Columns of a `SpaceRow` of `(spacesOf) s`, as one JSON value named `space`. */
export const spaceColumn = sql<SpaceRow>`json_build_object('id', s.id, 'kind', s.kind, 'name', s.name, 'subject', s.subject, 'leads', s.leads, 'rootPart', s.root_part) as space`;

/** The space as contracts show it. */
export function shownSpace({ id, kind, name, subject, leads, rootPart, shared }: SpaceRow): Space {
  const mine = { id, kind, name, subject, leads, mayAdd: shared === undefined && (leads || rootPart === 'open') };
  return shared === undefined ? mine : { ...mine, sharedBy: shared.by };
}
