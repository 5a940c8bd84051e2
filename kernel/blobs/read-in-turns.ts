import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';

const pieceBytes = 524_288;
/** So many are asked of the disk at once. */
const ahead = 2;
/** One on the line, one waiting for it, those being filled, and one more. */
const turns = ahead + 3;

/**
 * Reads a file, or a part of it, into the same few buffers again and again. A gigabyte in buffers of its own costs a garbage collection of the whole process
 * every 64 MB, which took most of the time of a download. The file is closed at the end.
 *
 * Its pieces hold only until four more have been read: pipe it into a line, which asks for the next piece when the one before has gone out, and keep nothing.
 */
export function readInTurns(file: FileHandle, range: ByteRange): Readable {
  const buffers = Array.from({ length: turns }, () => Buffer.allocUnsafeSlow(Math.min(pieceBytes, range.end - range.start + 1)));
  let [position, turn] = [range.start, 0];
  const asked: Promise<Buffer | null>[] = [];

  /** Full but for the last one: small pieces would not hold a line up, and more of them would be on their way than there are buffers. */
  const fill = async (buffer: Buffer, from: number, wanted: number): Promise<Buffer | null> => {
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await file.read(buffer, filled, wanted - filled, from + filled);
      if (bytesRead === 0) throw new Error('the file has become shorter');
      filled += bytesRead;
    }
    return filled === 0 ? null : buffer.subarray(0, filled);
  };
  const next = (): Promise<Buffer | null> => {
    while (asked.length < ahead) {
      const buffer = buffers[turn % turns] ?? Buffer.alloc(0);
      const wanted = Math.min(buffer.length, range.end - position + 1);
      const filling = fill(buffer, position, wanted);
      filling.catch(() => {}); // thrown where it is waited for
      asked.push(filling);
      turn += 1;
      position += wanted;
    }
    return asked.shift() ?? Promise.resolve(null);
  };
  return new Readable({
    highWaterMark: pieceBytes,
    read() {
      next().then(
        (piece) => this.push(piece),
        (fault: Error) => this.destroy(fault),
      );
    },
    destroy(fault, done) {
      // a read that is under way must not go into a file that is closed
      void Promise.allSettled(asked)
        .then(() => file.close())
        .then(
          () => done(fault),
          (other: Error) => done(fault ?? other),
        );
    },
  });
}
