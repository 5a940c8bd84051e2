import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { RawRoute } from '#kernel/module/manifest.ts';
import { requireOwnFile } from './access.ts';
import { streamFile } from './stream-file.ts';
import { serveUpload } from './tus.ts';

const upload = (method: RawRoute['method'], path: string, summary: string): RawRoute => ({
  method,
  path,
  summary,
  permission: 'files.keep_own',
  rate: 'ordinary',
  run: serveUpload,
});

/** Bytes in (tus 1.0.0) and out. */
export const rawRoutes: readonly RawRoute[] = [
  upload('POST', '/files/uploads', 'Begins a resumable upload (tus 1.0.0): Upload-Length, Upload-Metadata with filename.'),
  upload('HEAD', '/files/uploads/:uploadId', 'How far an upload is (tus 1.0.0).'),
  upload('PATCH', '/files/uploads/:uploadId', 'Goes on with an upload (tus 1.0.0).'),
  upload('DELETE', '/files/uploads/:uploadId', 'Gives an upload up (tus 1.0.0).'),
  {
    method: 'GET',
    path: '/files/:fileId/content',
    summary: 'One of the caller’s own files, whole or in part (Range).',
    permission: 'files.keep_own',
    rate: 'ordinary',
    run: download,
  },
];

async function download(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { fileId } = request.params as { fileId: string }; // the route's own parameter
  if (!isId(fileId)) notFound('file');
  const file = await ctx.read((db) => requireOwnFile(db, ctx.caller.personId, fileId, ctx.now()));
  return streamFile(ctx, file, request, reply);
}
