import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refusal } from '#kernel/errors/refusal.ts';
import { refusals } from '../refusals.ts';
import { maxFileBytes, megabyte } from '../settings.ts';
import { mostDepth } from '../tree/limits.ts';
import { safeWay, shown, writtenName } from './zip-path.ts';

/** Files and folders one archive may hold. */
export const mostInZip = 5_000;
/** All files of one archive together. */
const mostBytes = 20_000_000_000;
/** An archive that is a bomb: unpacked so many times as large as it is, from a size on at which it hurts. */
const [mostRatio, ratioFromBytes] = [200, 50_000_000];

/** A file or folder in an archive, by names that are safe; several may have the same. */
export interface ZippedEntry {
  way: string[];
  isFolder: boolean;
  sizeBytes: number;
  entry: Entry;
}

/** An archive on this machine's disk that has been looked through. */
export interface OpenZip {
  entries: readonly ZippedEntry[];
  /** All files together, as the archive says; never more comes out. */
  sizeBytes: number;
  /**
   * The content of one file, inflated while it is read.
   *
   * @throws (by its `error`) `files.zip_broken` (422) when there is more or other content than the archive says
   */
  read(zipped: ZippedEntry): Promise<Readable>;
}

/**
 * Opens an archive, looks through all it says of itself before anything is unpacked, and closes it after the work.
 *
 * @param path  on this machine's disk
 * @throws `files.zip_broken`, `files.zip_encrypted`, `files.zip_entry_refused` (a way out, a link, too deep), `files.zip_too_many`, `files.zip_too_large`,
 * `files.zip_bomb` (422)
 */
export async function withZip<R>(path: string, work: (zip: OpenZip) => Promise<R>): Promise<R> {
  // names stay bytes: they are read and checked in zip-path.ts, and refused by name
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(asBroken);
  try {
    const entries = await listed(zip);
    const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    if (sizeBytes > mostBytes) throw refusals.zipTooLarge({ maxMegabytes: mostBytes / megabyte });
    if (sizeBytes > ratioFromBytes && sizeBytes > zip.fileSize * mostRatio) throw refusals.zipBomb();
    return await work({ entries, sizeBytes, read: (zipped) => contentOf(zip, zipped) });
  } finally {
    zip.close();
  }
}

async function listed(zip: ZipFile): Promise<ZippedEntry[]> {
  if (zip.entryCount > mostInZip) throw refusals.zipTooMany({ most: mostInZip });
  const entries: ZippedEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = writtenName(entry);
      const way = safeWay(name);
      // the high half is the mode of Unix: only ordinary files and folders, or none at all (made on Windows)
      const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (![0, 0o100000, 0o040000].includes(kind) || way.length > mostDepth) throw refusals.zipEntryRefused({ name: shown(name) });
      if (entry.isEncrypted()) throw refusals.zipEncrypted({ name: shown(name) });
      if (entry.uncompressedSize > maxFileBytes) throw refusals.zipTooLarge({ maxMegabytes: maxFileBytes / megabyte });
      const isFolder = /[/\\]$/.test(name) || kind === 0o040000;
      if (way.length > 0) entries.push({ way, isFolder, sizeBytes: isFolder ? 0 : entry.uncompressedSize, entry });
    }
  } catch (fault) {
    asBroken(fault);
  }
  return entries;
}

async function contentOf(zip: ZipFile, { entry }: ZippedEntry): Promise<Readable> {
  const source = await zip.openReadStreamPromise(entry).catch(asBroken);
  let sum = 0;
  const checked = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : refusals.zipBroken()),
    destroy: (fault, done) => {
      source.destroy();
      done(fault);
    },
  });
  source.on('error', () => checked.destroy(refusals.zipBroken()));
  return source.pipe(checked);
}

function asBroken(fault: unknown): never {
  throw fault instanceof Refusal ? fault : refusals.zipBroken();
}
