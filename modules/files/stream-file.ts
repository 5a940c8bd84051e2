import type { FastifyReply, FastifyRequest } from 'fastify';
import { downloadHeaders } from '#kernel/blobs/download-headers.ts';
import { parseRange, rangeHeaders } from '#kernel/blobs/range.ts';
import { isPreviewAsked, type PreviewDoor, previewOf } from './preview/send.ts';
import type { ReadableFile } from './readable-file.ts';
import { refusals } from './refusals.ts';

export type { ReadableFile } from './readable-file.ts';

/** So long the way to the store's own bytes holds; whoever has it can read them. */
const waySeconds = 300;
/** Of a recording, since browsers go on along the way they know when somebody jumps to another place. */
const recordingSeconds = 3 * 3600;
const recording = /^(?:audio|video)\//;

/**
 * Sends a file, whole or the part the browser asks for (RFC 9110 section 14), so that it can never run as ours. Nothing is held in memory whole. With `?preview=shown`
 * what the server has made of it is sent instead (preview/contract.ts), for the same right. Where the store hands out bytes itself, the answer is the way to it.
 *
 * @param options.straight  false: always through this server, for programs that follow no way to another host
 * @throws `files.locked` (423) for a file that was found harmful · for previews `files.no_preview`, `files.preview_failed` (422)
 */
export async function streamFile(
  ctx: PreviewDoor,
  file: ReadableFile,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { straight?: boolean } = {},
): Promise<unknown> {
  const sent = isPreviewAsked(request) ? await previewOf(ctx, file, reply) : file;
  return sent === null ? reply : sendBytes(ctx, sent, request, reply, options.straight ?? true);
}

async function sendBytes(
  ctx: Pick<PreviewDoor, 'services'>,
  file: ReadableFile,
  request: FastifyRequest,
  reply: FastifyReply,
  mayGoStraight: boolean,
): Promise<unknown> {
  if (file.state === 'locked') throw refusals.locked();
  const { straight } = ctx.services.blobs;
  const headers = downloadHeaders({ ...file, inline: false });
  if (straight !== null && mayGoStraight && request.method === 'GET' && file.sizeBytes > 0) {
    const seconds = recording.test(file.type) ? recordingSeconds : waySeconds;
    return reply.redirect(await straight.addressOf(file.hash, headers, seconds), 302);
  }
  // by it a browser goes on with a download that broke off
  if (!reply.hasHeader('etag')) reply.header('etag', `"${file.hash.slice(0, 32)}"`);
  reply.headers({ ...headers, 'accept-ranges': 'bytes' });
  const ifRange = request.headers['if-range'];
  const isSame = ifRange === undefined || ifRange === reply.getHeader('etag');
  const range = parseRange(isSame ? request.headers.range : undefined, file.sizeBytes);
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.sizeBytes}`).send('');
  if (request.method === 'HEAD') return reply.header('content-length', file.sizeBytes).send();
  if (range === 'whole') return reply.header('content-length', file.sizeBytes).send(await ctx.services.blobs.send(file.hash));
  return reply
    .status(206)
    .headers(rangeHeaders(range, file.sizeBytes))
    .send(await ctx.services.blobs.send(file.hash, range));
}
