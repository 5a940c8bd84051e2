import { sql } from 'kysely';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { coursesOf, type MadeSchool } from './school.ts';

/** What a format can say besides who the pupils are. */
export interface Says {
  /** Classes as classes (Moodle has groups). */
  classes: boolean;
  teachers: boolean;
  /** Who has the Klassenleitung. */
  leads: boolean;
  courses: boolean;
  /** Who teaches a course. */
  teaching: boolean;
  guardians: boolean;
  birthDates: boolean;
}

/** The invented school in lines, as far as a format can say it. */
export function expected({ pupils, teachers, guardians }: MadeSchool, says: Says): string[] {
  const nameOf = (id: number) => {
    const pupil = pupils.find((each) => each.id === id);
    return pupil && `${pupil.first} ${pupil.last}`;
  };
  const lines = pupils.flatMap((pupil) => {
    const name = `${pupil.first} ${pupil.last}`;
    return [
      `pupil ${name}${says.birthDates ? ` ${pupil.born}` : ''}`,
      ...(says.classes ? [`${name} in class ${pupil.className}`] : []),
      ...(says.courses ? coursesOf(pupil).map((course) => `${name} in course ${course}`) : []),
    ];
  });
  for (const { first, last, lead } of says.teachers ? teachers : []) {
    lines.push(`teacher ${first} ${last}`);
    if (says.leads) lines.push(`${first} ${last} is class_teacher of ${lead}`);
    if (says.teaching) lines.push(`${first} ${last} teaches M ${lead}`, `${first} ${last} teaches KU-AG`);
  }
  for (const { first, last, children } of says.guardians ? guardians : []) {
    lines.push(`guardian ${first} ${last}`);
    for (const child of children) if (nameOf(child)) lines.push(`${first} ${last} is parent of ${nameOf(child)}`);
  }
  return lines.sort();
}

/** What stands in the school today, in the same lines; as far as a format can say it. */
export async function standing(school: TestSchool, says: Says): Promise<string[]> {
  const { rows } = await school.write((db) =>
    sql<{ line: string }>`with people as (
        select id, coalesce(call_name, first_name) || ' ' || last_name as name, birth_date from people.person where school_id = ${db.schoolId} and status = 'active')
      select k.capacity || ' ' || p.name || case when k.capacity = 'pupil' and p.birth_date is not null then ' ' || p.birth_date else '' end as line
        from people.capacity k join people p on p.id = k.person_id
        where k.school_id = ${db.schoolId} and k.valid_to is null and k.capacity in ('pupil', 'teacher', 'guardian')
      union all select case when m.part = 'class_teacher' then p.name || ' is class_teacher of ' || g.name else p.name || ' in class ' || g.name end
        from groups.member m join groups."group" g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and g.ended_on is null
        join people p on p.id = m.person_id
        where m.school_id = ${db.schoolId} and m.valid_to is null
          and (m.part = 'class_teacher' or exists (select from people.capacity k where k.school_id = m.school_id and k.person_id = p.id and k.capacity = 'pupil'))
      union all select p.name || ' in course ' || c.name from courses.member m
        join courses.course c on c.school_id = m.school_id and c.id = m.course_id and c.ended_on is null join people p on p.id = m.person_id
        where m.school_id = ${db.schoolId} and m.valid_to is null
      union all select p.name || ' teaches ' || c.name from courses.teacher t
        join courses.course c on c.school_id = t.school_id and c.id = t.course_id and c.ended_on is null join people p on p.id = t.person_id
        where t.school_id = ${db.schoolId} and t.valid_to is null
      union all select p.name || ' is parent of ' || c.name from people.relation r join people p on p.id = r.person_id join people c on c.id = r.child_id
        where r.school_id = ${db.schoolId} and r.valid_to is null`.execute(db),
  );
  const known = (line: string) => (says.leads || !line.includes('class_teacher')) && (says.teaching || !line.includes(' teaches '));
  return rows
    .map(({ line }) => line)
    .filter(known)
    .sort();
}

/** Every row an import can touch, without the times and ids of sign-ins; for "exactly as before". */
export async function everything(school: TestSchool): Promise<string[]> {
  const { rows } = await school.write((db) =>
    sql<{
      line: string;
    }>`select 'person ' || concat_ws('|', p.id, p.last_name, p.first_name, p.call_name, p.birth_date, p.short_name, p.email, p.status, p.left_on, p.source, p.source_id) as line
        from people.person p where p.school_id = ${db.schoolId}
      union all select 'capacity ' || concat_ws('|', person_id, capacity, valid_from, valid_to) from people.capacity where school_id = ${db.schoolId}
      union all select 'relation ' || concat_ws('|', person_id, child_id, place, valid_to) from people.relation where school_id = ${db.schoolId}
      union all select 'group ' || concat_ws('|', id, name, school_year, continues_id, source, source_id, ended_on) from groups."group" where school_id = ${db.schoolId}
      union all select 'group member ' || concat_ws('|', group_id, person_id, part, valid_from, valid_to, source) from groups.member where school_id = ${db.schoolId}
      union all select 'course ' || concat_ws('|', id, name, subject_id, school_year, half_year, class_id, source, source_id, ended_on) from courses.course where school_id = ${db.schoolId}
      union all select 'course member ' || concat_ws('|', course_id, person_id, valid_from, valid_to, source) from courses.member where school_id = ${db.schoolId}
      union all select 'teaching ' || concat_ws('|', course_id, person_id, part, valid_from, valid_to, source) from courses.teacher where school_id = ${db.schoolId}
      union all select 'sign-in ' || concat_ws('|', person_id) from identities.attachment where school_id = ${db.schoolId}`.execute(db),
  );
  return rows.map(({ line }) => line).sort();
}
