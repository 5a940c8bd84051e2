import type pg from 'pg';
import { newId } from '#kernel/ids/id.ts';
import type { Secrets } from '#kernel/module/services.ts';
import { accountsOf, openDevices } from '../city/accounts.ts';

/**
 * A piece of work that as many pupils have handed in as there are contents, each one file.
 *
 * @param hashes  of contents that lie in the store
 * @returns the path of its zip, and the cookie of a teacher who may have it
 */
export async function handInsOf(
  database: pg.Client,
  slug: string,
  secrets: Secrets,
  hashes: readonly string[],
  sizeBytes: number,
): Promise<{ path: string; cookie: string }> {
  const teachers = await accountsOf(database, slug, 'teacher', 500);
  const { rows } = await database.query<{ schoolId: string; courseId: string; personId: string }>(
    `select t.school_id as "schoolId", t.course_id as "courseId", t.person_id as "personId" from courses.teacher t join kernel.school s on s.id = t.school_id
     where s.slug = $1 and t.part = 'leads' and t.person_id = any($2) and (t.valid_to is null or t.valid_to > current_date) order by t.course_id limit 1`,
    [slug, teachers.map(({ personId }) => personId)],
  );
  const [course] = rows;
  const teacher = teachers.find(({ personId }) => personId === course?.personId);
  if (course === undefined || teacher === undefined) throw new Error('nobody leads a course');
  const id = newId();
  await database.query(
    `insert into assignments.assignment (school_id, id, course_id, made_by, title, whole, published_at, created_at, changed_at)
     values ($1, $2, $3, $4, 'Facharbeit', false, now(), now(), now())`,
    [course.schoolId, id, course.courseId, course.personId],
  );
  const { rowCount } = await database.query(
    `with pupils as (select distinct k.person_id as id from people.capacity k join people.person p on p.school_id = k.school_id and p.id = k.person_id and p.status = 'active'
         where k.school_id = $1 and k.capacity = 'pupil' order by 1 limit $4),
       given as (select p.id as pupil_id, gen_random_uuid() as hand_in_id, gen_random_uuid() as file_id, ($3::text[])[row_number() over ()] as hash from pupils p),
       listed as (insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen) select $1, gen_random_uuid(), $2, pupil_id, true, true from given),
       handed as (insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
         select $1, hand_in_id, $2, pupil_id, 1, true, '', now(), false from given),
       counted as (insert into kernel.blob (hash, size_bytes, uses) select hash, $5, 1 from given),
       filed as (insert into files.file (school_id, id, owner_id, name, type, size_bytes, hash, state, made_at)
         select $1, file_id, pupil_id, 'Facharbeit.pdf', 'application/pdf', $5, hash, 'ready', now() from given)
     insert into files.use (school_id, id, file_id, module, subject_id, name, place) select $1, gen_random_uuid(), file_id, 'assignments', hand_in_id, 'Facharbeit.pdf', 0 from given`,
    [course.schoolId, id, hashes, hashes.length, sizeBytes],
  );
  if (rowCount !== hashes.length) throw new Error(`${rowCount} pupils are too few`);
  const [cookie = ''] = await openDevices(database, [teacher], secrets, 1);
  return { path: `/api/${slug}/assignments/${id}/hand-ins.zip`, cookie };
}
