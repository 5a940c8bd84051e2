import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { SchoolCtx } from '#kernel/module/ctx.ts';

/** Something that goes into a zip: a file of the store, bytes made here, or a folder that would else be missing. Paths are safe and differ. */
export type ZipPiece =
  | { path: string; changedAt: Date; hash: string; sizeBytes: number; type: string }
  | { path: string; changedAt: Date; bytes: Buffer }
  | { path: string; changedAt: Date; isFolder: true };

/** Types that shrink; pictures, recordings, PDF and Office files are packed already and are stored as they are. */
const shrinks = /^(?:text\/|application\/(?:json|xml|rtf|msword|vnd\.ms-|x-tex|postscript)|image\/(?:svg\+xml|bmp|tiff))/;

/**
 * Writes a zip while it is read (APPNOTE.TXT 6.3; zip64 where it is needed, names as UTF-8 with their flag): one file after the other, the next is opened
 * only when the one before has gone out, so that memory stays the same whatever the number of files and however slow the reader.
 *
 * @param signal  the reader has gone: nothing more is opened
 * @throws whatever the store or the pieces break with; the stream is destroyed then
 */
export function writeZip(
  blobs: SchoolCtx['services']['blobs'],
  pieces: AsyncIterable<ZipPiece>,
  signal: AbortSignal,
): { stream: Readable; written: Promise<void> } {
  const zip = new ZipFile();
  // yazl makes a PassThrough; its types name the older interface
  const stream = zip.outputStream as Readable;
  stream.on('error', () => undefined); // destroyed below, or by a reader who has gone
  const broken = new Promise<never>((_resolve, reject) => zip.once('error', reject));
  broken.catch(() => undefined);
  const written = Promise.race([addAll(zip, blobs, pieces, signal), broken]).catch((fault: unknown) => {
    stream.destroy();
    if (!signal.aborted) throw fault;
  });
  return { stream, written };
}

async function addAll(zip: ZipFile, blobs: SchoolCtx['services']['blobs'], pieces: AsyncIterable<ZipPiece>, signal: AbortSignal) {
  for await (const piece of pieces) {
    if (signal.aborted) return;
    const { path, changedAt: mtime } = piece;
    if ('isFolder' in piece) zip.addEmptyDirectory(path, { mtime });
    else if ('bytes' in piece) await add(zip, Readable.from([piece.bytes], { objectMode: false }), path, { mtime }, signal);
    else {
      const { sizeBytes: size, type } = piece;
      await add(zip, await blobs.get(piece.hash), path, { mtime, size, compress: shrinks.test(type) }, signal);
    }
  }
  zip.end();
}

/** Adds one source and waits until all of it has been taken. */
async function add(
  zip: ZipFile,
  source: Readable,
  path: string,
  options: { mtime: Date; size?: number; compress?: boolean },
  signal: AbortSignal,
): Promise<void> {
  try {
    const taken = finished(source, { signal, writable: false });
    zip.addReadStream(source, path, options);
    await taken;
  } finally {
    source.destroy();
  }
}
