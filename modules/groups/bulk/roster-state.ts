import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { namedElsewhere } from '#kernel/db/named-elsewhere.ts';
import { groupChanged } from '../events.ts';
import type { GroupKind, GroupPart } from '../parts.ts';

/** A group with everything an import may change; also the form in which an undo puts one back. */
export interface GroupState {
  id: string;
  kind: GroupKind;
  name: string;
  matchName: string;
  statisticCode: string | null;
  yearLevel: string | null;
  schoolYear: number | null;
  halfYear: 1 | 2 | null;
  source: string | null;
  sourceId: string | null;
  endedOn: string | null;
}

/** A part in a group; days inclusive, open where null; `source` null: entered by hand. */
export interface GroupMemberState {
  groupId: string;
  personId: string;
  part: GroupPart;
  validFrom: string | null;
  validTo: string | null;
  source: string | null;
}

/** All groups that have not ended, the latest school year first, with all parts in them; two statements. */
export async function groupsState(db: Db): Promise<{ groups: GroupState[]; members: GroupMemberState[] }> {
  const groups =
    await sql<GroupState>`select id, kind, name, match_name as "matchName", statistic_code as "statisticCode", year_level as "yearLevel",
      school_year as "schoolYear", half_year as "halfYear", source, source_id as "sourceId", ended_on as "endedOn"
    from groups."group" where school_id = ${db.schoolId} and ended_on is null order by school_year desc nulls last, name, id`.execute(db);
  const members =
    await sql<GroupMemberState>`select m.group_id as "groupId", m.person_id as "personId", m.part, m.valid_from as "validFrom", m.valid_to as "validTo", m.source
    from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id and g.ended_on is null
    where m.school_id = ${db.schoolId}`.execute(db);
  return { groups: groups.rows, members: members.rows };
}

/** Puts groups back exactly as they were. Announces `groups.group_changed`. */
export async function restoreGroups(db: Db, groups: readonly GroupState[]): Promise<void> {
  if (groups.length === 0) return;
  const result = await sql<{
    id: string;
  }>`update groups."group" g set kind = n.kind, name = n.name, match_name = n."matchName", statistic_code = n."statisticCode",
      year_level = n."yearLevel", school_year = n."schoolYear", half_year = n."halfYear", source = n.source, source_id = n."sourceId", ended_on = n."endedOn"
    from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as n (id uuid, kind text, name text, "matchName" text, "statisticCode" text, "yearLevel" text,
      "schoolYear" integer, "halfYear" integer, source text, "sourceId" text, "endedOn" date)
    where g.school_id = ${db.schoolId} and g.id = n.id returning g.id`.execute(db);
  await db.emitAll(
    groupChanged,
    result.rows.map(({ id }) => ({ groupId: id })),
  );
}

/** Of some groups those on which something else hangs than their members, so that an undo keeps them. */
export function groupsInUse(db: Db, ids: readonly string[]): Promise<string[]> {
  return namedElsewhere(db, 'groups."group"', ids, ['groups.member']);
}
