import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { memberAdded, memberRemoved } from '../events.ts';
import type { GroupPart } from '../parts.ts';

/** A person's part in a group, from day to day (inclusive; open where null or absent). */
export interface GroupMemberToSave {
  groupId: string;
  personId: string;
  part: GroupPart;
  validFrom?: string | null;
  validTo?: string | null;
  /** The import that says so; null: entered by hand. */
  source?: string | null;
}

export type GroupMemberKey = Pick<GroupMemberToSave, 'groupId' | 'personId' | 'part'>;

/**
 * Writes thousands of memberships in one statement. Each part of a person in a group once; a second save changes its days.
 * The rows of one call must not name the same part twice. Announces `groups.member_added` for what is new or changed.
 *
 * @returns how many were new, and how many changed
 */
export async function saveGroupMembers(db: Db, members: readonly GroupMemberToSave[]): Promise<{ added: number; changed: number }> {
  if (members.length === 0) return { added: 0, changed: 0 };
  const rows = members.map((row) => ({ ...row, id: newId() }));
  const result = await sql<{ groupId: string; personId: string; isNew: boolean }>`insert into groups.member as m
      (school_id, id, group_id, person_id, part, valid_from, valid_to, source)
    select ${db.schoolId}::uuid, n.id, n."groupId", n."personId", n.part, n."validFrom", n."validTo", n.source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, "groupId" uuid, "personId" uuid, part text, "validFrom" date, "validTo" date, source text)
    on conflict (school_id, group_id, person_id, part) do update
      set valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = coalesce(excluded.source, m.source)
    where (m.valid_from, m.valid_to, m.source) is distinct from (excluded.valid_from, excluded.valid_to, coalesce(excluded.source, m.source))
    returning group_id as "groupId", person_id as "personId", xmax = 0 as "isNew"`.execute(db);
  await db.emitAll(
    memberAdded,
    result.rows.map(({ groupId, personId }) => ({ groupId, personId })),
  );
  const added = result.rows.filter(({ isNew }) => isNew).length;
  return { added, changed: result.rows.length - added };
}

/** Ends memberships that still run: `lastDay` is the last day they hold. Announces `groups.member_removed`. */
export async function endGroupMembers(db: Db, members: readonly GroupMemberKey[], lastDay: string): Promise<void> {
  if (members.length === 0) return;
  const result = await sql<{ groupId: string; personId: string }>`update groups.member m set valid_to = ${lastDay}::date
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n ("groupId" uuid, "personId" uuid, part text)
    where m.school_id = ${db.schoolId} and m.group_id = n."groupId" and m.person_id = n."personId" and m.part = n.part
      and (m.valid_to is null or m.valid_to > ${lastDay}::date)
    returning m.group_id as "groupId", m.person_id as "personId"`.execute(db);
  await db.emitAll(memberRemoved, result.rows);
}

/** Deletes memberships as if they had never been: an undo, or a slip of the hand. Announces `groups.member_removed`. */
export async function removeGroupMembers(db: Db, members: readonly GroupMemberKey[]): Promise<void> {
  if (members.length === 0) return;
  const result = await sql<{ groupId: string; personId: string }>`delete from groups.member m
    using jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n ("groupId" uuid, "personId" uuid, part text)
    where m.school_id = ${db.schoolId} and m.group_id = n."groupId" and m.person_id = n."personId" and m.part = n.part
    returning m.group_id as "groupId", m.person_id as "personId"`.execute(db);
  await db.emitAll(memberRemoved, result.rows);
}
