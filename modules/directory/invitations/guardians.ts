import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { validOn } from '../visible-people.ts';

/**
 * Whether person `p` (of people.pub_person) is guardian of somebody who is open to them on a day: an active pupil, not kept away by the
 * administration, under 18 or letting them see on. Nobody else is written to as guardian.
 */
export function isOpenGuardian(day: string): RawBuilder<SqlBool> {
  return sql`exists (select from people.pub_relation r ${pupilOf('r', day)}
    where r.school_id = p.school_id and r.person_id = p.id and r.kind = 'guardian' and ${validOn('r', day)})`;
}

/**
 * The same for the pupils of one class or group: a query for `person_id`, `child_id`, `child_name`, `child_sort_name`, each pair once. It begins
 * at the group; asked person by person, a whole school would be read.
 */
export function openGuardiansOf(schoolId: string, groupId: string, day: string): RawBuilder<unknown> {
  return sql`select distinct r.person_id, r.child_id, c.name as child_name, c.sort_name as child_sort_name
    from groups.pub_member gm
    join people.pub_relation r on r.school_id = gm.school_id and r.child_id = gm.person_id and r.kind = 'guardian' and ${validOn('r', day)} ${pupilOf('r', day)}
    where gm.school_id = ${schoolId} and gm.group_id = ${groupId} and gm.part in ('member', 'representative', 'deputy_representative') and ${validOn('gm', day)}`;
}

/** The pupil `c` of a relation, present on a day. `relation` is a literal of this program. */
function pupilOf(relation: string, day: string) {
  const row = sql.raw(relation);
  return sql`join people.pub_person c on c.school_id = ${row}.school_id and c.id = ${row}.child_id and c.status = 'active'
    join people.pub_capacity k on k.school_id = c.school_id and k.person_id = c.id and k.capacity = 'pupil' and ${validOn('k', day)}`;
}
