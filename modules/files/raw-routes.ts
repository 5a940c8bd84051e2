import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { RawRoute } from '#kernel/module/manifest.ts';
import { requireReadable } from './access.ts';
import { streamFile } from './stream-file.ts';
import { serveUpload } from './tus.ts';
import { requireVersion } from './versions/access.ts';
import { downloadZip } from './zip/download.ts';

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
  upload(
    'POST',
    '/files/uploads',
    'Begins a resumable upload (tus 1.0.0): Upload-Length, Upload-Metadata with filename; folderId, spaceId, replace. Upload-Straight in the answer: see straight.',
  ),
  upload('HEAD', '/files/uploads/:uploadId', 'How far an upload is (tus 1.0.0).'),
  upload('PATCH', '/files/uploads/:uploadId', 'Goes on with an upload (tus 1.0.0).'),
  upload('DELETE', '/files/uploads/:uploadId', 'Gives an upload up (tus 1.0.0).'),
  {
    method: 'GET',
    path: '/files/:fileId/content',
    summary: 'A file the caller may see, whole or in part (Range).',
    permission: 'files.keep_own',
    rate: 'ordinary',
    run: download,
  },
  {
    method: 'GET',
    path: '/files/:fileId/versions/:versionId/content',
    summary: 'An earlier version of a file, whole or in part (Range).',
    permission: 'files.keep_own',
    rate: 'ordinary',
    run: downloadVersion,
  },
  {
    method: 'GET',
    path: '/files/zip',
    summary: 'Chosen folders and files (ids, with commas), or all of a space (spaceId), as one zip.',
    permission: 'files.keep_own',
    rate: 'ordinary',
    run: downloadZip,
  },
];

async function download(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { fileId } = request.params as { fileId: string }; // the route's own parameter
  if (!isId(fileId)) notFound('file');
  const file = await ctx.read((db) => requireReadable(ctx, db, fileId));
  return streamFile(ctx, file, request, reply);
}

async function downloadVersion(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { fileId, versionId } = request.params as { fileId: string; versionId: string }; // the route's own parameters
  if (!isId(fileId) || !isId(versionId)) notFound('file');
  const file = await ctx.read((db) => requireVersion(ctx, db, fileId, versionId));
  return streamFile(ctx, file, request, reply);
}
