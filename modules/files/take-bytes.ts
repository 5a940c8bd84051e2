import { open } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { MeasuringUpload } from '#kernel/blobs/measuring.ts';

type File = Awaited<ReturnType<typeof open>>;

/** Written at once: the pieces of a line are small, and each write has its price. */
const batchBytes = 1_048_576;
/** So much is put on the disk at once while more comes: what is left for the end, when somebody waits for it, is little. */
const syncedBytes = 67_108_864;

interface Place {
  path: string;
  /** From where on they are written. */
  offset: number;
  /** So many may come. */
  limitBytes: number;
  /** Knows all bytes before the offset; null when nobody does. */
  measuring: MeasuringUpload | null;
}

/**
 * Writes bytes that come over a line into a file that is there, and has them measured when they are written: two batches are in memory here at most, and a disk or a
 * measuring that is slower than the line holds the line up. A line that breaks loses nothing of what has come.
 *
 * @returns the offset behind the last byte written
 * @throws TooManyBytes when more come than may; what the limit allows is kept · whatever the disk breaks with: then `measuring` knows other bytes than the file has
 */
export async function takeBytes(source: Readable, { path, offset, limitBytes, measuring }: Place): Promise<number> {
  const file = await open(path, 'r+');
  try {
    let taken = 0;
    let batch: Buffer[] = [];
    let waiting = 0;
    let writing = Promise.resolve();
    let [synced, syncing] = [0, Promise.resolve()];
    const isLine = source instanceof IncomingMessage;
    const pass = async () => {
      const [parts, position] = [batch, offset + taken - waiting];
      [batch, waiting] = [[], 0];
      await writing;
      writing = writeAll(file, parts, position)
        .then(() => measuring?.add(parts, isLine))
        .then(() => void (isLine && parts.forEach(letGo)));
      writing.catch(() => undefined); // thrown where it is waited for
      if (taken - synced >= syncedBytes) {
        synced = taken;
        syncing = syncing.then(() => file.datasync());
        syncing.catch(() => undefined); // likewise
      }
    };
    const left = await readUntilGone(source, async (chunk) => {
      const part = chunk.subarray(0, limitBytes - taken);
      batch.push(part);
      waiting += part.length;
      taken += part.length;
      if (waiting >= batchBytes) await pass();
      return part.length === chunk.length;
    });
    if (waiting > 0) await pass();
    await writing;
    await syncing;
    if (left) throw new TooManyBytes();
    return offset + taken;
  } finally {
    await file.close();
  }
}

/**
 * Gives the memory of a piece back at once: left to the garbage collector, a gigabyte of them makes it look through the whole process every 64 MB, which took most of
 * the time of an upload. node:http copies each piece of a body into memory of its own; one that is only a part of something larger is left alone, as is one that has
 * gone elsewhere to be measured.
 */
function letGo(piece: Buffer): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && !buffer.detached && piece.byteLength === buffer.byteLength) buffer.transfer(0);
}

/** More bytes came than were announced. */
export class TooManyBytes extends Error {
  override readonly name = 'TooManyBytes';
}

/**
 * Reads until the end, or until the line is gone, which is no fault here.
 *
 * @returns whether reading was ended by `take` although more has come
 */
async function readUntilGone(source: Readable, take: (chunk: Buffer) => Promise<boolean>): Promise<boolean> {
  const chunks = source.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await chunks.next().catch(() => null);
    if (next === null || next.done) return false;
    if (await take(next.value)) continue;
    await chunks.return?.();
    return true;
  }
}

async function writeAll(file: File, parts: Buffer[], position: number): Promise<void> {
  const { bytesWritten } = await file.writev(parts, position);
  const rest = Buffer.concat(bytesWritten === lengthOf(parts) ? [] : parts).subarray(bytesWritten);
  if (rest.length > 0) await writeAll(file, [rest], position + bytesWritten);
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
