import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { type GroupKind, type GroupPart, leadingParts } from './parts.ts';

/** A person's part in a group. */
export interface Membership {
  groupId: string;
  personId: string;
  part: GroupPart;
  kind: GroupKind;
  /** The group's name as the school shows it. */
  name: string;
  yearLevel: string | null;
  sensitive: boolean;
}

/**
 * The parts of many persons in groups that exist on a day, in the order class, other groups, name; sensitive groups included:
 * whoever shows them to somebody else leaves those out.
 */
export async function groupsOf(db: Db, personIds: readonly string[], day: string): Promise<Membership[]> {
  const { rows } =
    await sql<Membership>`select m.group_id as "groupId", m.person_id as "personId", m.part, g.kind, g.name, g.year_level as "yearLevel", g.sensitive
    from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id
    where m.school_id = ${db.schoolId} and m.person_id = any(${[...personIds]}) and ${memberOn(day)}
    order by g.kind <> 'class', g.name, m.group_id, m.part`.execute(db);
  return rows;
}

/** The persons of many groups on a day, with their parts; persons who are locked or gone are left out. */
export async function membersOf(
  db: Db,
  groupIds: readonly string[],
  day: string,
): Promise<{ groupId: string; personId: string; part: GroupPart }[]> {
  const { rows } = await sql<{
    groupId: string;
    personId: string;
    part: GroupPart;
  }>`select m.group_id as "groupId", m.person_id as "personId", m.part
    from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id
    join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
    where m.school_id = ${db.schoolId} and m.group_id = any(${[...groupIds]}) and ${memberOn(day)}
    order by m.group_id, p.sort_name, p.id`.execute(db);
  return rows;
}

/** The class each of many pupils sits in on a day: pupil id → class. Pupils without a class are missing. */
export async function classesOf(db: Db, pupilIds: readonly string[], day: string): Promise<Map<string, { id: string; name: string }>> {
  const { rows } = await sql<{
    personId: string;
    id: string;
    name: string;
  }>`select distinct on (m.person_id) m.person_id as "personId", g.id, g.name
    from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
    where m.school_id = ${db.schoolId} and m.person_id = any(${[...pupilIds]}) and m.part in ('member', 'representative', 'deputy_representative') and ${memberOn(day)}
    order by m.person_id, m.valid_from desc nulls last, g.id`.execute(db);
  return new Map(rows.map(({ personId, ...group }) => [personId, group]));
}

/** Whether a person leads a group on a day (class teacher, deputy, leader). */
export async function leads(db: Db, personId: string, groupId: string, day: string): Promise<boolean> {
  const { rows } = await sql`select from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id
    where m.school_id = ${db.schoolId} and m.person_id = ${personId} and m.group_id = ${groupId} and m.part = any(${[...leadingParts]}) and ${memberOn(day)}`.execute(
    db,
  );
  return rows.length > 0;
}

/** Of some pupils those whose class a person leads on a day as class teacher or deputy. */
export async function pupilsOfOwnClass(db: Db, teacherId: string, pupilIds: readonly string[], day: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select distinct m.person_id as id from groups.member own
    join groups."group" g on g.school_id = own.school_id and g.id = own.group_id and g.kind = 'class'
    join groups.member m on m.school_id = g.school_id and m.group_id = g.id and m.part in ('member', 'representative', 'deputy_representative')
    join people.pub_capacity k on k.school_id = m.school_id and k.person_id = m.person_id and k.capacity = 'pupil'
    where own.school_id = ${db.schoolId} and own.person_id = ${teacherId} and own.part in ('class_teacher', 'deputy') and m.person_id = any(${[...pupilIds]})
      and (own.valid_from is null or own.valid_from <= ${day}::date) and (own.valid_to is null or own.valid_to >= ${day}::date) and ${memberOn(day)}`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A membership `m` of a group `g` on a day: inside its days (inclusive) and before the group ended. */
export function memberOn(day: string) {
  return sql`(m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date)
    and (g.ended_on is null or g.ended_on >= ${day}::date)`;
}
