import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { AnnotatedPage } from './contract.ts';

/** The annotated pages of a file, as they are now. At most two megabytes: what is saved is limited. Rights are the caller's affair. */
export async function pagesOf(db: Db, answerId: string, fileId: string): Promise<AnnotatedPage[]> {
  const { rows } = await sql<AnnotatedPage>`select g.page, g.revision, g.annotations from assignments.annotation_page g
    where g.school_id = ${db.schoolId} and g.answer_id = ${answerId} and g.file_id = ${fileId} order by g.page`.execute(db);
  return rows;
}
