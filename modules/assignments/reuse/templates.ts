import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { detachFiles, filesOf } from '#modules/files/public.ts';
import { refusals } from '../refusals.ts';
import { besidePictures } from '../rich-text.ts';
import { readableTemplates, requireOwnTemplate, requireTemplate, type StoredTemplate } from './access.ts';
import type { SharedWith, Template, templateContract, templatesContract } from './contract.ts';

/** Own templates and those shared with the caller whose title holds some words, by title. Two statements. */
export async function listTemplates(ctx: Ctx, query: Query<typeof templatesContract>): Promise<Answer<typeof templatesContract>> {
  return ctx.read(async (db) => {
    const which = sql<boolean>`strpos(lower(t.title), lower(${query.words ?? ''})) > 0`;
    const page = await paged(
      db.selectFrom(readableTemplates(db, ctx, which).as('w')).selectAll(),
      [
        { column: 'w.title', type: 'text', of: ({ title }) => title },
        { column: 'w.id', type: 'uuid', of: ({ id }) => id },
      ],
      query,
    );
    const files = await filesOf(
      db,
      'assignments',
      page.items.map(({ id }) => id),
    );
    return { next: page.next, items: page.items.map((row) => shown(row, besidePictures(files.get(row.id) ?? [], row.body).length)) };
  });
}

/**
 * A template with its text and the names of its files.
 *
 * @throws not found (404) when the caller may not read it
 */
export async function showTemplate(ctx: Ctx, templateId: string): Promise<Answer<typeof templateContract>> {
  return ctx.read(async (db) => {
    const template = await requireTemplate(db, ctx, templateId);
    const attached = besidePictures((await filesOf(db, 'assignments', [templateId])).get(templateId) ?? [], template.body);
    return { ...shown(template, attached.length), body: template.body, handInKinds: template.handInKinds, attached };
  });
}

/**
 * Renames an own template and says who finds it.
 *
 * @throws `assignments.no_subject` (422) when it is of no subject and is to be shared with its teachers
 * @throws not found (404) for another's
 */
export async function saveTemplate(
  ctx: Ctx,
  templateId: string,
  { title, sharedWith }: { title: string; sharedWith: SharedWith },
): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const { subject } = await requireOwnTemplate(db, ctx, templateId);
    if (sharedWith === 'subject' && subject === null) throw refusals.noSubject();
    await sql`update assignments.template t set title = ${title.trim()}, shared_with = ${sharedWith}
      where t.school_id = ${db.schoolId} and t.id = ${templateId}`.execute(db);
    return {};
  });
}

/**
 * Throws an own template away; work made from it stays.
 *
 * @throws not found (404) for another's
 */
export async function deleteTemplate(ctx: Ctx, templateId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireOwnTemplate(db, ctx, templateId);
    await detachFiles(db, 'assignments', [templateId]);
    await sql`delete from assignments.template t where t.school_id = ${db.schoolId} and t.id = ${templateId}`.execute(db);
    return {};
  });
}

function shown({ id, title, subject, sharedWith, own, maker }: StoredTemplate, files: number): Template {
  return { id, title, subject, sharedWith, own, maker, files };
}
