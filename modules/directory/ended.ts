import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { countsIn, type Group } from '#modules/groups/public.ts';

/** Group `g` is over, and the membership of this alias lasted to its last day. */
export function endedWith(alias: string, day: string): RawBuilder<SqlBool> {
  const row = sql.raw(alias);
  return sql`g.ended_on < ${day}::date and (${row}.valid_from is null or ${row}.valid_from <= g.ended_on)
    and (${row}.valid_to is null or ${row}.valid_to >= g.ended_on)`;
}

/** Whether a group is over and the caller, at work, belonged to it on its last day: such a group can still be read, not changed. */
export async function workedInToTheEnd(ctx: Ctx, db: Db, group: Group): Promise<boolean> {
  const day = dayOf(ctx.now());
  if (ctx.caller.context !== 'work' || group.endedOn === null || group.endedOn >= day) return false;
  const { rows } = await sql`select from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id
    where m.school_id = ${db.schoolId} and m.group_id = ${group.id} and m.person_id = ${ctx.caller.personId} and ${endedWith('m', day)} and ${countsIn('work')} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
