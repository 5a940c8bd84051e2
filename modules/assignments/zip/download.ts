import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { RawRoute } from '#kernel/module/manifest.ts';
import { schoolZone } from '#kernel/time/calendar.ts';
import { sendZip, storedName, type ZipPiece } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { csv } from '../marks/csv.ts';
import { withPictures } from '../typed-pictures/contract.ts';
import { type PupilFolder, pupilFolders } from './handed-in.ts';
import { type Manifest, manifestName } from './manifest.ts';

/** All that was handed in for a piece of work, for those who teach there. */
export const zipFiles: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/assignments/:assignmentId/hand-ins.zip',
    summary: 'All that was handed in for a piece of work: a folder per pupil, an overview as CSV.',
    permission: 'assignments.set',
    rate: 'heavy',
    run: downloadHandIns,
  },
];

/** @throws not found (404) when the caller does not teach there */
async function downloadHandIns(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { assignmentId } = request.params as { assignmentId: string }; // the route's own parameter
  if (!isId(assignmentId)) notFound('assignment');
  const work = await ctx.read((db) => requireTaught(db, ctx, assignmentId));
  const name = storedName(`${work.title === '' ? ctx.say(ctx.language, 'assignments:title') : work.title} - ${work.targetName}`);
  return sendZip(ctx, reply, name, piecesOf(ctx, assignmentId), ctx.caller.personId);
}

const columns = ['name', 'state', 'handedInAt', 'late', 'version', 'files', 'answer', 'folder'] as const;

/** A folder per pupil who has handed in: the text as a file, then the files in their order. At the end the overview of everybody, and whose folder is whose. */
export async function* piecesOf(ctx: Ctx, assignmentId: string): AsyncGenerator<ZipPiece> {
  const t = (key: string, values?: Record<string, unknown>) => ctx.say(ctx.language, `assignments:${key}`, values);
  const folders: Manifest['folders'] = {};
  const rows: string[][] = [columns.map((column) => t(`zip.columns.${column}`))];
  const at = new Intl.DateTimeFormat(ctx.language, { dateStyle: 'short', timeStyle: 'short', timeZone: schoolZone });
  for await (const pupil of pupilFolders(ctx, assignmentId)) {
    rows.push(rowOf(pupil, t, at));
    if (pupil.handIn === null) continue;
    const { id: handInId, text, handedInAt: changedAt } = pupil.handIn;
    folders[pupil.folder] = { pupilId: pupil.pupilId, handInId };
    if (text !== '') yield { path: `${pupil.folder}/${t('zip.text')}.txt`, changedAt, bytes: textFile(text, pupil.files) };
    for (const { path, hash, sizeBytes, type, state } of pupil.files)
      if (state === 'ready') yield { path: `${pupil.folder}/${path}`, changedAt, hash, sizeBytes, type };
  }
  yield { path: `${t('zip.overview')}.csv`, changedAt: ctx.now(), bytes: Buffer.from(csv(rows)) };
  const manifest: Manifest = { assignmentId, folders };
  yield { path: manifestName, changedAt: ctx.now(), bytes: Buffer.from(JSON.stringify(manifest)) };
}

/** The words a pupil has typed as a file that every editor opens; in the place of a picture stands, in every language alike, the name of the file beside it. */
export function textFile(text: string, files: PupilFolder['files']): Buffer {
  const words = withPictures(text, ({ fileId, alt }) => {
    const path = files.find(({ id }) => id === fileId)?.path;
    return `[${[path, alt].filter(Boolean).join(': ')}]`;
  });
  return Buffer.from(`\u{FEFF}${words.replaceAll(/\r?\n/g, '\r\n')}`);
}

function rowOf({ name, state, handIn, files, answer, folder }: PupilFolder, t: (key: string) => string, at: Intl.DateTimeFormat): string[] {
  const said = `states.${state}`;
  if (handIn === null) return [name, t(said), '', '', '', '', '', ''];
  const locked = files.some((file) => file.state !== 'ready');
  return [
    name,
    t(said),
    at.format(handIn.handedInAt),
    t(handIn.late ? 'overview.yes' : 'overview.no'),
    String(handIn.version),
    `${files.length}${locked ? ` (${t('zip.locked')})` : ''}`,
    answer === null ? '' : t(`overview.answerStates.${answer.state}`),
    folder,
  ];
}
