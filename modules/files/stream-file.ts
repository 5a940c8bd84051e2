import type { FastifyReply, FastifyRequest } from 'fastify';
import { downloadHeaders } from '#kernel/blobs/download-headers.ts';
import { parseRange, rangeHeaders } from '#kernel/blobs/range.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { refusals } from './refusals.ts';

/** What is needed to send a file: whoever hands this over has checked that the caller may read it. */
export interface ReadableFile {
  name: string;
  type: string;
  sizeBytes: number;
  hash: string;
  state: string;
}

/**
 * Sends a file, whole or the part the browser asks for (RFC 9110 section 14), so that it can never run as ours. Nothing is held in memory whole.
 *
 * @throws `files.locked` (423) for a file that was found harmful
 */
export async function streamFile(
  ctx: Pick<SchoolCtx, 'services'>,
  file: ReadableFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (file.state === 'locked') throw refusals.locked();
  reply.headers({ ...downloadHeaders({ ...file, inline: false }), 'accept-ranges': 'bytes' });
  const range = parseRange(request.headers.range, file.sizeBytes);
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.sizeBytes}`).send('');
  if (request.method === 'HEAD') return reply.header('content-length', file.sizeBytes).send();
  if (range === 'whole') return reply.header('content-length', file.sizeBytes).send(await ctx.services.blobs.get(file.hash));
  return reply
    .status(206)
    .headers(rangeHeaders(range, file.sizeBytes))
    .send(await ctx.services.blobs.get(file.hash, range));
}
