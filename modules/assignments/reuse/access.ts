import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { HandInKind } from '../contract.ts';
import { settingParts, teaches, validOn } from '../sql.ts';
import type { SharedWith } from './contract.ts';

/** A template as it is stored. */
export interface StoredTemplate {
  id: string;
  title: string;
  body: string;
  handInKinds: HandInKind[];
  subject: string | null;
  sharedWith: SharedWith;
  own: boolean;
  maker: string | null;
}

/**
 * Templates `t` the caller may read, as a query for `StoredTemplate`: own ones, those for the whole school, and those for a subject the caller teaches.
 *
 * @param which  a further condition on `t`
 */
export function readableTemplates(db: Db, ctx: Ctx, which: RawBuilder<boolean>): RawBuilder<StoredTemplate> {
  const { personId, context } = ctx.caller;
  return sql<StoredTemplate>`(select t.id, t.title, t.body, t.hand_in_kinds as "handInKinds", t.subject, t.shared_with as "sharedWith", p.name as maker,
      coalesce(t.made_by = ${personId}, false) as own
    from assignments.template t left join people.pub_person p on p.school_id = t.school_id and p.id = t.made_by
    where t.school_id = ${db.schoolId} and ${context === 'work'} and ${which} and (t.made_by = ${personId} or t.shared_with = 'school'
      or (t.shared_with = 'subject' and exists (select from courses.pub_teacher m join courses.pub_course c on c.school_id = m.school_id and c.id = m.course_id
        where m.school_id = t.school_id and m.person_id = ${personId} and m.part in ${settingParts} and c.subject = t.subject and ${validOn('m', dayOf(ctx.now()))}))))`;
}

/**
 * A template the caller may read.
 *
 * @throws not found (404) for any other
 */
export async function requireTemplate(db: Db, ctx: Ctx, templateId: string): Promise<StoredTemplate> {
  const { rows } = await sql<StoredTemplate>`select * from ${readableTemplates(db, ctx, sql<boolean>`t.id = ${templateId}`)} w`.execute(db);
  return rows[0] ?? notFound('template');
}

/**
 * A template of the caller's own.
 *
 * @throws not found (404) for any other
 */
export async function requireOwnTemplate(db: Db, ctx: Ctx, templateId: string): Promise<StoredTemplate> {
  const template = await requireTemplate(db, ctx, templateId);
  return template.own ? template : notFound('template');
}

/** Whether the caller may set assignment `a` again: published, there, and own or of a course or class the caller teaches or taught. */
export function isReusable(ctx: Ctx): RawBuilder<boolean> {
  const { personId, context } = ctx.caller;
  return sql<boolean>`(${context === 'work'} and a.published_at is not null and a.deleted_at is null and (a.made_by = ${personId} or ${teaches(personId, null)}))`;
}
