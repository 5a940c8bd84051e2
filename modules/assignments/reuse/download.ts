import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { RawRoute } from '#kernel/module/manifest.ts';
import { attachedFile, streamFile } from '#modules/files/public.ts';
import { requireTemplate } from './access.ts';

/**
 * Sends a file of a template, for those who may read it: the pictures of its text come this way.
 *
 * @throws not found (404) for another template and any other file: we do not tell whether there is one
 */
async function downloadFromTemplate(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { templateId, fileId } = request.params as { templateId: string; fileId: string }; // the route's own parameters
  if (!isId(templateId) || !isId(fileId)) notFound('file');
  const file = await ctx.read(async (db) => {
    await requireTemplate(db, ctx, templateId);
    return attachedFile(db, 'assignments', [templateId], fileId);
  });
  return streamFile(ctx, file, request, reply);
}

/** Bytes of templates. */
export const templateFiles: RawRoute[] = [
  {
    method: 'GET',
    path: '/assignments/templates/:templateId/files/:fileId',
    summary: 'A file of a template, for those who may read it.',
    permission: 'assignments.set',
    rate: 'ordinary',
    run: downloadFromTemplate,
  },
];
