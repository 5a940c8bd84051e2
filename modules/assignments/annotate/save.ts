import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { type FileOfPupil, requireAnnotated } from './access.ts';
import { type AnnotatedPage, type Annotation, fileLimitBytes, type saveAnnotationsContract } from './contract.ts';

/**
 * Replaces what is annotated on one page of a file of a pupil's hand-in. It belongs to the answer to that version, which begins with it where there is none
 * yet; an answer that was given back counts as changed since, and its pupil goes on seeing what was given. What is annotated on an earlier version is given back
 * together with the answer to the present one, which therefore begins, or counts as changed, too.
 *
 * @throws `assignments.handed_in_again` (409) when the pupil has handed in since, unless `earlier` says that this is known
 * @throws `assignments.annotated_meanwhile` (409) when somebody has saved that page since: nothing is overwritten; data: `revision` and `annotations` as they are now
 * @throws `assignments.too_much_ink` (422) when all pages of the file together would be larger than two megabytes
 * @throws not found (404) for everybody who may not answer it
 */
export async function saveAnnotations(
  ctx: Ctx,
  ids: FileOfPupil,
  body: Body<typeof saveAnnotationsContract>,
): Promise<Answer<typeof saveAnnotationsContract>> {
  return ctx.write(async (db) => {
    const { handInId, presentId, fileId } = await requireAnnotated(db, ctx, ids, body.earlier ? body.handInId : undefined);
    if (handInId !== body.handInId) throw refusals.handedInAgain();
    // the present answer's row first, as giving back does, then that of the version: both are held from here on, and pages are saved one after the other
    if (presentId !== handInId) await beginAnswer(db, ctx, ids, presentId);
    const answerId = await beginAnswer(db, ctx, ids, handInId);
    const saved = await savePage(db, answerId, fileId, body);
    if (saved === null) throw refusals.annotatedMeanwhile(await presentPage(db, answerId, fileId, body.page));
    await requireRoom(db, answerId, fileId);
    return { revision: saved, savedAt: ctx.now().toISOString() };
  });
}

/** Revision 0 says that nobody has typed anything yet (answer/save.ts). */
async function beginAnswer(db: Db, ctx: Ctx, { assignmentId, pupilId }: FileOfPupil, handInId: string): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, finished, revision, changed_at)
      values (${db.schoolId}, ${newId()}, ${assignmentId}, ${pupilId}, ${handInId}, ${ctx.caller.personId}, false, 0, ${ctx.now()})
      on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update set made_by = excluded.made_by, changed_at = excluded.changed_at
      returning n.id`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('an insert or update that returns no row');
  return id;
}

/** The new revision; null when somebody else has saved since. */
async function savePage(
  db: Db,
  answerId: string,
  fileId: string,
  { page, revision, annotations }: Pick<AnnotatedPage, 'page' | 'annotations'> & { revision: number | null },
): Promise<number | null> {
  const content = sql`${storable(annotations)}::jsonb`;
  const { rows } = await (revision === null
    ? sql<{
        revision: number;
      }>`insert into assignments.annotation_page as g (school_id, id, answer_id, file_id, page, annotations, revision)
        values (${db.schoolId}, ${newId()}, ${answerId}, ${fileId}, ${page}, ${content}, 1)
        on conflict (school_id, answer_id, file_id, page) do nothing returning g.revision`
    : sql<{ revision: number }>`update assignments.annotation_page g set annotations = ${content}, revision = g.revision + 1
        where g.school_id = ${db.schoolId} and g.answer_id = ${answerId} and g.file_id = ${fileId} and g.page = ${page} and g.revision = ${revision}
        returning g.revision`
  ).execute(db);
  return rows[0]?.revision ?? null;
}

/** As JSON that PostgreSQL takes: half a surrogate pair is no text. */
function storable(annotations: readonly Annotation[]): string {
  return JSON.stringify(annotations, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}

async function presentPage(
  db: Db,
  answerId: string,
  fileId: string,
  page: number,
): Promise<Pick<AnnotatedPage, 'annotations'> & { revision: number | null }> {
  const { rows } = await sql<AnnotatedPage>`select g.revision, g.annotations from assignments.annotation_page g
    where g.school_id = ${db.schoolId} and g.answer_id = ${answerId} and g.file_id = ${fileId} and g.page = ${page}`.execute(db);
  return rows[0] ?? { revision: null, annotations: [] };
}

async function requireRoom(db: Db, answerId: string, fileId: string): Promise<void> {
  const { rows } = await sql<{
    bytes: number;
  }>`select coalesce(sum(octet_length(g.annotations::text)), 0)::int as bytes from assignments.annotation_page g
    where g.school_id = ${db.schoolId} and g.answer_id = ${answerId} and g.file_id = ${fileId}`.execute(db);
  if ((rows[0]?.bytes ?? 0) > fileLimitBytes) throw refusals.tooMuchInk();
}
