import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/**
 * Makes what the members of these teams have begun one draft of all: texts that differ follow each other, files come together. Nothing that was typed is
 * lost by it; who saves over it without having seen it is told. Two statements, whatever the number of teams.
 */
export async function shareDrafts(db: Db, teamIds: readonly string[]): Promise<void> {
  await sql`update assignments.team t set revision = t.revision + 1 where t.school_id = ${db.schoolId} and t.id = any(${[...teamIds]})`.execute(
    db,
  );
  await sql`with begun as (select m.team_id, d.text, d.file_ids from assignments.team_member m
      join assignments.hand_in_draft d on d.school_id = m.school_id and d.assignment_id = m.assignment_id and d.pupil_id = m.pupil_id
      where m.school_id = ${db.schoolId} and m.team_id = any(${[...teamIds]})),
    texts as (select b.team_id, string_agg(b.text, E'\n\n' order by b.text) as text from (select distinct team_id, text from begun where text <> '') b group by b.team_id),
    files as (select f.team_id, array_agg(f.id order by f.id) as ids from (select distinct b.team_id, w.id from begun b, unnest(b.file_ids) as w (id)) f group by f.team_id)
    insert into assignments.hand_in_draft (school_id, id, assignment_id, pupil_id, text, file_ids)
    select m.school_id, gen_random_uuid(), m.assignment_id, m.pupil_id, coalesce(t.text, ''), coalesce(f.ids, '{}') from assignments.team_member m
    left join texts t on t.team_id = m.team_id left join files f on f.team_id = m.team_id
    where m.school_id = ${db.schoolId} and m.team_id in (select b.team_id from begun b)
    on conflict (school_id, assignment_id, pupil_id) do update set text = excluded.text, file_ids = excluded.file_ids`.execute(db);
}
