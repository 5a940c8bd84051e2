import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { checkContent } from '#kernel/blobs/check-content.ts';
import { contentType } from '#kernel/blobs/content-type.ts';
import { safeFileName } from '#kernel/blobs/file-name.ts';
import { keepBlob } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';

/**
 * Stores small files made by the program itself (demo, exports), each for many owners at once: the content once, a row per owner.
 * Quotas do not apply. The bytes go into the store before any row names them.
 *
 * @returns for each file the ids in the order of its owners
 * @throws an error when content and name do not fit: the program's own fault
 */
export async function storeFiles(
  ctx: SchoolCtx,
  db: Db,
  files: readonly { name: string; bytes: Buffer; ownerIds: readonly string[] }[],
): Promise<string[][]> {
  const stored: string[][] = [];
  for (const { name, bytes, ownerIds } of files) {
    const blob = await ctx.services.blobs.put(Readable.from([bytes]), { limitBytes: bytes.length });
    const check = checkContent(name, await contentType(blob.head));
    if (!check.ok) throw new Error(`${name} holds ${check.found}`);
    const ids = ownerIds.map(() => newId());
    if (ids.length > 0 && !(await keepBlob(db, blob, ids.length)))
      throw new Error(`${name}: the same content is just being removed; try again`);
    await sql`insert into files.file (school_id, id, owner_id, name, type, size_bytes, hash, state, made_at)
      select ${db.schoolId}::uuid, n.id, n.owner, ${safeFileName(name)}, ${check.type}, ${blob.sizeBytes}::bigint, ${blob.hash}, 'ready', ${ctx.now()}::timestamptz
      from unnest(${ids}::uuid[], ${[...ownerIds]}::uuid[]) as n (id, owner)`.execute(db);
    stored.push(ids);
  }
  return stored;
}
