import type { FastifyReply } from 'fastify';
import { lanes } from '#kernel/admission/lanes.ts';
import { downloadHeaders } from '#kernel/blobs/download-headers.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { writeZip, type ZipPiece } from './write-zip.ts';

/**
 * Sends pieces as a zip of this name, written while it is read. Rights are the affair of whoever hands the pieces over. When the reader goes it stops; when
 * something breaks after the head was sent, a cut-off file is all that can be said.
 *
 * @param of  whose it is: one person has two at once; null for who came by a link, who has lanes of their own
 * @throws `kernel.busy` (503) before anything was sent
 */
export async function sendZip(
  ctx: Pick<SchoolCtx, 'services' | 'log'>,
  reply: FastifyReply,
  name: string,
  pieces: AsyncIterable<ZipPiece>,
  of: string | null,
): Promise<unknown> {
  const write = () => writeOut(ctx, reply, name, pieces);
  return of === null ? lanes.linkedExports.run(write) : lanes.exports.run(write, of);
}

async function writeOut(
  ctx: Pick<SchoolCtx, 'services' | 'log'>,
  reply: FastifyReply,
  name: string,
  pieces: AsyncIterable<ZipPiece>,
): Promise<unknown> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  reply.headers(downloadHeaders({ name: `${name}.zip`, type: 'application/zip', inline: false })).header('cache-control', 'no-store');
  const { stream, written } = writeZip(ctx.services.blobs, pieces, gone.signal);
  const ended = written.catch((fault: unknown) => {
    ctx.log.error({ err: fault }, 'a zip could not be written to its end');
    reply.raw.destroy();
  });
  await reply.send(stream);
  await ended;
  return reply;
}
