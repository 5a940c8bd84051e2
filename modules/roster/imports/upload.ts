import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { lanes } from '#kernel/admission/lanes.ts';
import { BlobTooLarge } from '#kernel/blobs/blob-store.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { isId, newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { importNow } from './dead.ts';
import { filesOf } from './rows.ts';
import { seal } from './sealed-file.ts';

/** What a single file may weigh; a whole school as JSON has 2 MB packed. */
const limitBytes = 50 * 1024 * 1024;
const maxFiles = 30;

/**
 * Takes the bytes of one file, `PUT /roster/imports/:importId/files?name=…` with `application/octet-stream`. A file of the same name takes the place of the earlier one.
 *
 * @throws `kernel.wrong_type` (415), `roster.file_too_large` (413), `roster.too_many_files` (422), `roster.not_now` (409) once it was applied
 */
export async function uploadFile(ctx: Ctx, request: FastifyRequest): Promise<{ fileId: string; name: string; sizeBytes: number }> {
  const { importId = '' } = request.params as { importId?: string }; // the route names it
  const { name: given } = request.query as { name?: unknown };
  if (request.headers['content-type'] !== 'application/octet-stream') throw kernelRefusals.wrongType();
  const name = typeof given === 'string' ? (given.normalize('NFC').split(/[\\/]/).at(-1) ?? '').slice(0, 200).trim() : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!isId(importId) || name === '' || /[\u0000-\u001f\u007f]/.test(name)) throw kernelRefusals.badRequest({ place: 'query/name' });
  await ctx.read(async (db) => {
    const { state } = await importNow(ctx, db, importId);
    if (state !== 'open' && state !== 'read' && state !== 'failed') throw refusals.notNow();
    const files = await filesOf(db, importId);
    if (files.filter((file) => file.name !== name).length >= maxFiles) throw refusals.tooManyFiles({ limit: maxFiles });
  });
  const take = () => seal(ctx.services.blobs, request.raw, limitBytes);
  const sealed = await lanes.uploads.run(take, ctx.caller.personId).catch((fault: unknown) => {
    throw fault instanceof BlobTooLarge ? refusals.fileTooLarge({ limitMegabytes: limitBytes / 1024 / 1024 }) : fault;
  });
  const id = newId();
  const earlier = await ctx.write(async (db) => {
    await importNow(ctx, db, importId);
    const { rows } = await sql<{
      hash: string | null;
    }>`delete from roster.file where school_id = ${db.schoolId} and import_id = ${importId} and name = ${name} returning blob_hash as hash`.execute(
      db,
    );
    await sql`insert into roster.file (school_id, id, import_id, name, size_bytes, blob_hash, seal_key)
      values (${db.schoolId}, ${id}, ${importId}, ${name}, ${sealed.sizeBytes}, ${sealed.hash}, ${sealed.key})`.execute(db);
    await sql`update roster.import set state = 'open', digest = null, touched_at = ${ctx.now()} where school_id = ${db.schoolId} and id = ${importId}`.execute(
      db,
    );
    return rows;
  });
  for (const { hash } of earlier) if (hash !== null) await ctx.services.blobs.remove(hash);
  return { fileId: id, name, sizeBytes: sealed.sizeBytes };
}
