import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireAddable, requireEntry } from '../tree/access.ts';
import { requireZip } from '../zip/require-zip.ts';
import type { unpackContract, unpackingsContract } from './contract.ts';
import { unpackJob } from './job.ts';

/** An unpacking nobody has finished in this time was lost with its process. */
export const unpackingHours = 24;

/**
 * Asks for an archive to be unpacked beside itself. One at a time per person.
 *
 * @throws not found (404) when the caller does not see the file · `files.read_only` (403) where they may not add · `files.not_a_zip` (422) ·
 * `files.locked` (423) · `files.unpacking_already` (409) while another of theirs is under way
 */
export async function unpack(ctx: Ctx, fileId: string): Promise<Answer<typeof unpackContract>> {
  const { personId, context } = ctx.caller;
  return ctx.write(async (db) => {
    const entry = await requireEntry(ctx, db, fileId);
    const place = await requireAddable(ctx, db, { spaceId: entry.space.id, folderId: entry.parentId });
    const file = await requireZip(ctx, db, fileId);
    // two at once ask one after the other
    await sql`select pg_advisory_xact_lock(hashtextextended('files.unpacking ' || ${db.schoolId} || ' ' || ${personId}, 0))`.execute(db);
    const since = new Date(ctx.now().getTime() - unpackingHours * 3_600_000);
    const { rows } = await sql`select from files.unpacking u where u.school_id = ${db.schoolId} and u.person_id = ${personId}
      and u.state in ('waiting', 'running') and u.asked_at > ${since} limit 1`.execute(db);
    if (rows.length > 0) throw refusals.unpackingAlready();
    const unpackingId = newId();
    await db
      .insertInto('files.unpacking')
      .values({
        school_id: db.schoolId,
        id: unpackingId,
        person_id: personId,
        context,
        name: file.name,
        hash: file.hash,
        space_id: place.space.id,
        folder_id: place.folder?.id ?? null,
        asked_at: ctx.now(),
      })
      .execute();
    await db.enqueue(unpackJob, { unpackingId }, { key: unpackingId });
    return { unpackingId };
  });
}

/** The caller's own unpackings, newest first. One statement. */
export async function listUnpackings(ctx: Ctx, query: Query<typeof unpackingsContract>): Promise<Answer<typeof unpackingsContract>> {
  return ctx.read(async (db) => {
    const page = await paged(
      db
        .selectFrom('files.unpacking as u')
        .select(['u.id', 'u.name', 'u.total', 'u.done', 'u.refusal', 'u.made_folder_id', 'u.asked_at'])
        .select(sql<'waiting' | 'running' | 'done' | 'refused'>`u.state`.as('state'))
        .select(sql<Record<string, string | number> | null>`u.refusal_data`.as('data'))
        .where('u.school_id', '=', db.schoolId)
        .where('u.person_id', '=', ctx.caller.personId),
      [
        { column: 'u.asked_at', type: 'timestamptz', of: (row) => row.asked_at.toISOString() },
        { column: 'u.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return {
      next: page.next,
      items: page.items.map(({ refusal, data, made_folder_id: folderId, asked_at: askedAt, ...row }) => ({
        ...row,
        why: refusal === null ? null : ctx.say(ctx.language, `files:refusals.${refusal}`, data ?? {}),
        folderId,
        askedAt: askedAt.toISOString(),
      })),
    };
  });
}
