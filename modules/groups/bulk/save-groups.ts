import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { groupAdded, groupChanged, groupEnded } from '../events.ts';
import { matchNameOf } from '../match-name.ts';
import type { GroupKind } from '../parts.ts';

/** One group to be written; absent optional fields become null. */
export interface GroupToSave {
  /** `newId()` for a new group, the known id for one that is there. */
  id: string;
  kind: GroupKind;
  name: string;
  /** By default `matchNameOf(name)`. */
  matchName?: string;
  statisticCode?: string | null;
  /** '01' … '13' */
  yearLevel?: string | null;
  /** First calendar year of the school year. */
  schoolYear?: number | null;
  halfYear?: 1 | 2 | null;
  divisionId?: string | null;
  siteId?: string | null;
  parentId?: string | null;
  continuesId?: string | null;
  source?: string | null;
  sourceId?: string | null;
  sensitive?: boolean;
}

/**
 * Writes many groups in one statement: new ids are inserted, known ids changed (an ended one lives again). What the roster does not
 * know of a known group (division, site, predecessor, sensitive) is only filled where empty. Idempotent.
 * Announces `groups.group_added` and `groups.group_changed`.
 */
export async function saveGroups(db: Db, groups: readonly GroupToSave[], now: Date): Promise<{ added: string[]; changed: string[] }> {
  if (groups.length === 0) return { added: [], changed: [] };
  const rows = groups.map((group) => ({ sensitive: false, ...group, matchName: group.matchName ?? matchNameOf(group.name) }));
  const result = await sql<{ id: string; isNew: boolean }>`insert into groups."group" as g
      (school_id, id, kind, name, match_name, statistic_code, year_level, school_year, half_year, division_id, site_id, parent_id, continues_id,
       source, source_id, sensitive, created_at)
    select ${db.schoolId}::uuid, n.id, n.kind, n.name, n."matchName", n."statisticCode", n."yearLevel", n."schoolYear", n."halfYear", n."divisionId", n."siteId",
      n."parentId", n."continuesId", n.source, n."sourceId", n.sensitive, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, kind text, name text, "matchName" text, "statisticCode" text, "yearLevel" text,
      "schoolYear" integer, "halfYear" integer, "divisionId" uuid, "siteId" uuid, "parentId" uuid, "continuesId" uuid, source text, "sourceId" text, sensitive boolean)
    on conflict (school_id, id) do update set kind = excluded.kind, name = excluded.name, match_name = excluded.match_name,
      statistic_code = excluded.statistic_code, year_level = excluded.year_level, school_year = excluded.school_year, half_year = excluded.half_year,
      division_id = coalesce(g.division_id, excluded.division_id), site_id = coalesce(g.site_id, excluded.site_id),
      parent_id = coalesce(excluded.parent_id, g.parent_id), continues_id = coalesce(g.continues_id, excluded.continues_id),
      source = coalesce(excluded.source, g.source), source_id = coalesce(excluded.source_id, g.source_id), sensitive = g.sensitive or excluded.sensitive, ended_on = null
    where (g.kind, g.name, g.match_name, g.statistic_code, g.year_level, g.school_year, g.half_year, g.source, g.source_id, g.ended_on)
      is distinct from (excluded.kind, excluded.name, excluded.match_name, excluded.statistic_code, excluded.year_level, excluded.school_year,
        excluded.half_year, coalesce(excluded.source, g.source), coalesce(excluded.source_id, g.source_id), null::date)
    returning id, xmax = 0 as "isNew"`.execute(db);
  const added = result.rows.filter(({ isNew }) => isNew).map(({ id }) => id);
  const changed = result.rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
  await db.emitAll(
    groupAdded,
    added.map((groupId) => ({ groupId })),
  );
  await db.emitAll(
    groupChanged,
    changed.map((groupId) => ({ groupId })),
  );
  return { added, changed };
}

/** Ends groups; `lastDay` is the last day they exist. Members stay written. Announces `groups.group_ended`. */
export async function endGroups(db: Db, ids: readonly string[], lastDay: string): Promise<void> {
  const result = await sql<{ id: string }>`update groups."group" set ended_on = ${lastDay}::date
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and ended_on is null returning id`.execute(db);
  await db.emitAll(
    groupEnded,
    result.rows.map(({ id }) => ({ groupId: id })),
  );
}

/** Lets ended groups go on, as the undo of `endGroups`. */
export async function reopenGroups(db: Db, ids: readonly string[]): Promise<void> {
  const result = await sql<{ id: string }>`update groups."group" set ended_on = null
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and ended_on is not null returning id`.execute(db);
  await db.emitAll(
    groupChanged,
    result.rows.map(({ id }) => ({ groupId: id })),
  );
}

/**
 * Deletes groups with their memberships, as the undo of having added them.
 *
 * @throws an error of the database when something else hangs on one
 */
export async function removeGroups(db: Db, ids: readonly string[]): Promise<void> {
  await sql`delete from groups.member where school_id = ${db.schoolId} and group_id = any(${[...ids]})`.execute(db);
  await sql`delete from groups."group" where school_id = ${db.schoolId} and id = any(${[...ids]})`.execute(db);
}
