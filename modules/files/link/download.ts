import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { OpenRoute } from '#kernel/module/manifest.ts';
import type { PreviewDoor } from '../preview/send.ts';
import { streamFile } from '../stream-file.ts';
import { fileByPass } from './open.ts';
import { downloadLinkedZip } from './zip.ts';

/** Files and folders behind links, for who has opened one. */
export const linkFiles: readonly OpenRoute[] = [
  {
    method: 'GET',
    path: '/files/linked/:fileId',
    summary: 'A file behind a link, with the pass its opening has given; whole or in part (Range).',
    rate: 'ordinary',
    run: download,
  },
  {
    method: 'GET',
    path: '/files/linked/:folderId/zip',
    summary: 'The folder of a link, or one below it, as one zip, with the pass its opening has given.',
    rate: 'ordinary',
    run: downloadLinkedZip,
  },
];

/** @throws not found (404) for a pass that does not hold (any more) and for a file that does not lie behind its link · `files.locked` (423) */
async function download(ctx: PlatformCtx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { fileId } = request.params as { fileId: string }; // the route's own parameter
  const { pass } = request.query as Record<string, unknown>; // as the address has it
  if (!isId(fileId) || typeof pass !== 'string') notFound('link');
  const found = (await fileByPass(ctx, pass, fileId)) ?? notFound('link');
  const { schoolId, file } = found;
  const { hash, state, type, sizeBytes, name } = file;
  if (file.kind !== 'file' || hash === null || state === null || type === null || sizeBytes === null) notFound('link');
  reply.header('x-robots-tag', 'noindex, nofollow');
  const inSchool: PreviewDoor['read'] = (work) => ctx.inSchool(schoolId, work);
  const door = { services: ctx.services, now: () => ctx.now(), read: inSchool, write: inSchool, isFull: () => ctx.isFull() };
  return streamFile(door, { name, type, sizeBytes, hash, state }, request, reply);
}
