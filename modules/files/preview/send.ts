import type { FastifyReply, FastifyRequest } from 'fastify';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { ReadableFile } from '../readable-file.ts';
import { refusals } from '../refusals.ts';
import { drawnPictures, type Waiting } from './contract.ts';
import { askForPreviews } from './job.ts';
import { laneOf } from './kinds.ts';
import { findPreview, notePreview, type Preview } from './rows.ts';

/** What is needed to have a preview made. */
export type PreviewDoor = Pick<SchoolCtx, 'services' | 'now' | 'read' | 'write' | 'isFull'>;

/** While the process is full no preview is begun; pages ask again after this. */
const fullSeconds = 5;

/** Who still waits after this time asks for the work once more: its job may have been given up. */
const askAgainMs = 30_000;

/** Whether an address asks for the preview of a file instead of the file itself. */
export function isPreviewAsked(request: FastifyRequest): boolean {
  const { preview } = request.query as Record<string, unknown>; // as the address has it
  return preview === 'shown';
}

/**
 * What is sent instead of a file when its preview is asked for: the preview, the file itself where every browser draws it and nothing smaller is there yet, or
 * null after it was said that one has to wait. Whoever asks has checked that the caller may read the file.
 *
 * @throws `kernel.busy` (503) while the process is full, for what is not made yet and cannot be shown otherwise
 * @throws `files.locked` (423) · `files.no_preview` (422) when this server makes none of such a file · `files.preview_failed` (422)
 */
export async function previewOf(door: PreviewDoor, file: ReadableFile, reply: FastifyReply): Promise<ReadableFile | null> {
  if (file.state === 'locked') throw refusals.locked();
  const isDrawn = drawnPictures.has(file.type);
  const found = await door.read((db) => findPreview(db, file.hash));
  if (found !== null && found.hash !== null && found.type !== null && found.sizeBytes !== null)
    return { ...file, name: nameOf(file.name, found.type), type: found.type, sizeBytes: found.sizeBytes, hash: found.hash };
  if (found?.state === 'failed') {
    if (isDrawn) return file;
    throw refusals.previewFailed();
  }
  if (door.isFull() && isDrawn) return file;
  if (door.isFull() && laneOf(file.type) !== null) throw kernelRefusals.busy({ retryAfterSeconds: fullSeconds });
  const id = await askFor(door, file, found);
  if (isDrawn) return file;
  await reply
    .status(202)
    .header('cache-control', 'no-store')
    .send({ waiting: true, topic: `files/preview/${id}` } satisfies Waiting);
  return null;
}

async function askFor(door: PreviewDoor, file: ReadableFile, found: Preview | null): Promise<string> {
  const lane = laneOf(file.type);
  if (lane === null) throw refusals.noPreview();
  if (found !== null && door.now().getTime() - found.askedAt.getTime() < askAgainMs) return found.id;
  return door.write(async (db) => {
    const id = await notePreview(db, { ofHash: file.hash, ofType: file.type, lane }, door.now());
    await askForPreviews(db, lane);
    return id;
  });
}

/** `Aufsatz.docx` as a PDF is `Aufsatz.pdf`. */
function nameOf(name: string, type: string): string {
  return `${name.replace(/\.[^.]{1,8}$/, '')}.${type === 'application/pdf' ? 'pdf' : 'webp'}`;
}
