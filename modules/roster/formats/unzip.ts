import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { limits } from './limits.ts';
import { RosterFileError } from './problem.ts';

export interface RosterFile {
  name: string;
  bytes: Uint8Array;
}

/** Whether the bytes begin like a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

/**
 * The files in a zip archive, in its order, in memory; folders and the hidden files of macOS are left out. Names keep their last part
 * only. Nothing is written to disk.
 *
 * @throws RosterFileError `archive_broken`, `archive_encrypted`, `archive_too_many_files`, `file_too_large` (counted while unpacking:
 * what the archive says about its sizes is not believed)
 */
export async function unzip(file: string, bytes: Uint8Array): Promise<RosterFile[]> {
  try {
    return await readEntries(file, await open(bytes));
  } catch (fault) {
    if (fault instanceof RosterFileError) throw fault;
    throw new RosterFileError(file, 'archive_broken');
  }
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true }, (fault, zip) =>
      fault ? reject(fault) : resolve(zip),
    );
  });
}

function readEntries(file: string, zip: ZipFile): Promise<RosterFile[]> {
  return new Promise((resolve, reject) => {
    const files: RosterFile[] = [];
    let total = 0;
    if (zip.entryCount > limits.zipEntries) {
      reject(new RosterFileError(file, 'archive_too_many_files', { limit: limits.zipEntries }));
      return;
    }
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      const name = entry.fileName.split('/').at(-1) ?? '';
      if (name === '' || name.startsWith('.') || entry.fileName.startsWith('__MACOSX/')) {
        zip.readEntry();
        return;
      }
      if (entry.isEncrypted()) {
        reject(new RosterFileError(file, 'archive_encrypted'));
        return;
      }
      const room = Math.min(limits.fileBytes, limits.totalBytes - total);
      readEntry(file, zip, entry, room).then((content) => {
        total += content.byteLength;
        files.push({ name, bytes: content });
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
}

function readEntry(file: string, zip: ZipFile, entry: Entry, room: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (fault, stream) => {
      if (fault) {
        reject(fault);
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > room)
          stream.destroy(new RosterFileError(file, 'file_too_large', { name: entry.fileName, limitMegabytes: megabytes(room) }));
      });
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
