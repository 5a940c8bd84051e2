import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';

const pieceBytes = 524_288;
/** One on the line, one waiting for it, one being filled, and one more. */
const turns = 4;

/**
 * Reads a file, or a part of it, into the same few buffers again and again. A gigabyte in buffers of its own costs a garbage collection of the whole process
 * every 64 MB, which took most of the time of a download. The file is closed at the end.
 *
 * Its pieces hold only until four more have been read: pipe it into a line, which asks for the next piece when the one before has gone out, and keep nothing.
 */
export function readInTurns(file: FileHandle, range: ByteRange): Readable {
  const buffers = Array.from({ length: turns }, () => Buffer.allocUnsafeSlow(Math.min(pieceBytes, range.end - range.start + 1)));
  let [position, turn] = [range.start, 0];

  /** Full but for the last one: small pieces would not hold a line up, and more of them would be on their way than there are buffers. */
  const fill = async (): Promise<Buffer | null> => {
    const buffer = buffers[turn % turns] ?? Buffer.alloc(0);
    turn += 1;
    const wanted = Math.min(buffer.length, range.end - position + 1);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await file.read(buffer, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw new Error('the file has become shorter');
      filled += bytesRead;
    }
    position += filled;
    return filled === 0 ? null : buffer.subarray(0, filled);
  };
  return new Readable({
    highWaterMark: pieceBytes,
    read() {
      fill().then(
        (piece) => this.push(piece),
        (fault: Error) => this.destroy(fault),
      );
    },
    destroy(fault, done) {
      file.close().then(
        () => done(fault),
        (other: Error) => done(fault ?? other),
      );
    },
  });
}
