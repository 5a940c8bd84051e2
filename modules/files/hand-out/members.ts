import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { leadingParts } from '#modules/groups/public.ts';
import type { SpaceRow } from '../tree/spaces.ts';

/**
 * Who gets what is handed out in a space: the pupils of a course, the members of a group but those who lead it and parents. On a day, 'YYYY-MM-DD'; locked
 * persons and those who are gone are left out.
 */
export async function membersOfSpace(db: Db, { id, kind }: SpaceRow, day: string): Promise<string[]> {
  const valid = sql`(m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date)`;
  const members =
    kind === 'course'
      ? sql`select m.school_id, m.person_id from courses.pub_member m where m.school_id = ${db.schoolId} and m.course_id = ${id} and ${valid}`
      : sql`select m.school_id, m.person_id from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind <> 'guardians'
          where m.school_id = ${db.schoolId} and m.group_id = ${id} and m.part <> 'parents_representative' and ${valid}
            and not exists (select from groups.pub_member l where l.school_id = m.school_id and l.group_id = m.group_id and l.person_id = m.person_id
              and l.part = any(${[...leadingParts]}))`;
  const { rows } = await sql<{ id: string }>`select distinct p.id from (${members}) m
    join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active' order by p.id`.execute(db);
  return rows.map((row) => row.id);
}
