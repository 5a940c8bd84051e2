import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { hashToken } from '#kernel/ids/token.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { refusals } from '../refusals.ts';
import { type LinksAllowed, linksSetting } from '../settings.ts';
import { type Behind, findBehind, findLink, type OpenLink } from './access.ts';
import type { LinkedEntry, openLinkContract } from './contract.ts';
import { type Pass, readPass, signPass } from './pass.ts';
import { fitsPassword } from './password.ts';
import { readToken } from './token.ts';

/** Wrong and right passwords for one link, in a quarter of an hour. */
const [mostTries, trySeconds] = [20, 900];

type Asked = Body<typeof openLinkContract>;

/**
 * Opens a link for who has it. A token that is unknown, ended or meant for nobody takes the same statements and the same time as one that opens, and gets one
 * and the same answer. How often a link is opened is counted, never by whom.
 *
 * @throws not found (404) · `files.link_password` (403) without the password of a link that has one · `kernel.too_many` (429) after twenty tries
 */
export async function openLink(ctx: PlatformCtx, asked: Asked): Promise<Answer<typeof openLinkContract>> {
  const { slug, secret } = readToken(asked.token);
  const tokenHash = hashToken(secret);
  if (asked.password !== undefined) await ctx.countTry(`files.link:${tokenHash}`, mostTries, trySeconds);
  const school = await ctx.schoolBySlug(slug);
  const link = await inSchoolOf(ctx, school, (db, allowed) => findLink(db, { tokenHash }, allowed, ctx.now()));
  const fits = asked.password === undefined ? false : await fitsPassword(asked.password, link?.passwordHash ?? null);
  if (link === null || school === null) notFound('link');
  const shown = shownPass(ctx, asked.pass ?? '');
  const again = shown?.linkId === link.id && shown.slug === slug;
  if (link.passwordHash !== null && !fits && !again) throw refusals.linkPassword();
  return ctx.inSchool(school.id, async (db) => {
    const entry = (await findBehind(db, link, asked.folderId ?? link.entryId)) ?? notFound('link');
    if (!again) await sql`update files.link set opened = opened + 1 where school_id = ${db.schoolId} and id = ${link.id}`.execute(db);
    const page = entry.kind === 'file' ? { items: [], next: null } : await pageOf(db, entry, asked.cursor);
    const pass = signPass({ slug, linkId: link.id }, ctx.services.secrets.sessionKey, ctx.now());
    return { entry: shownEntry(entry), trail: entry.trail, endsAt: link.endsAt.toISOString(), pass, ...page };
  });
}

/** A pass of this installation that is not past its time; null otherwise. */
export function shownPass(ctx: PlatformCtx, pass: string): Pass | null {
  return readPass(pass, ctx.services.secrets.sessionKey, ctx.now());
}

/** Asks behind the link of a pass, in a transaction of its own; null when the link does not hold (any more), whatever the reason. */
export async function inLink<R>(ctx: PlatformCtx, shown: Pass, work: (db: Db, link: OpenLink) => Promise<R>): Promise<R | null> {
  const school = await ctx.schoolBySlug(shown.slug);
  return inSchoolOf(ctx, school, async (db, allowed) => {
    const link = await findLink(db, shown, allowed, ctx.now());
    return link === null ? null : work(db, link);
  });
}

/** A file behind a link, by a pass, and its school; null when one of them is not there (any more). */
export async function fileByPass(ctx: PlatformCtx, pass: string, fileId: string): Promise<{ schoolId: string; file: Behind } | null> {
  const shown = shownPass(ctx, pass);
  if (shown === null) return null;
  return inLink(ctx, shown, async (db, link) => {
    const file = await findBehind(db, link, fileId);
    return file === null ? null : { schoolId: db.schoolId, file };
  });
}

/** No school has this id: a look-up there finds nothing, by the same statements. */
const nowhere = '00000000-0000-0000-0000-000000000000';

async function inSchoolOf<R>(ctx: PlatformCtx, school: School | null, work: (db: Db, allowed: LinksAllowed) => Promise<R>): Promise<R> {
  return ctx.inSchool(school?.id ?? nowhere, async (db) => work(db, school === null ? 'off' : await ctx.setting(db, school, linksSetting)));
}

async function pageOf(
  db: Db,
  { id: folderId }: Behind,
  cursor: string | undefined,
): Promise<{ items: LinkedEntry[]; next: string | null }> {
  const page = await paged(
    db
      .selectFrom('files.entry as e')
      .leftJoin('files.file as f', (join) => join.onRef('f.school_id', '=', 'e.school_id').onRef('f.id', '=', 'e.file_id'))
      .select(['e.id', 'e.name', 'e.place', 'e.sort_name', 'f.type', 'f.size_bytes as sizeBytes'])
      .select(sql<'folder' | 'file'>`e.kind`.as('kind'))
      .where('e.school_id', '=', db.schoolId)
      .where('e.parent_id', '=', folderId)
      .where('e.binned_at', 'is', null)
      .where('e.for_id', 'is', null)
      .where(sql<boolean>`f.state is distinct from 'locked'`),
    [
      { column: 'e.place', type: 'int', of: (row) => row.place },
      { column: 'e.sort_name', type: 'text', of: (row) => row.sort_name },
      { column: 'e.id', type: 'uuid', of: (row) => row.id },
    ],
    { cursor, limit: 100 },
  );
  return { next: page.next, items: page.items.map(shownEntry) };
}

function shownEntry({ id, kind, name, type, sizeBytes }: LinkedEntry): LinkedEntry {
  return { id, kind, name, type, sizeBytes };
}
