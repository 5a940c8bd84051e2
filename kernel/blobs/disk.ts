import { createReadStream } from 'node:fs';
import { chmod, type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { BlobMissing, type BlobStore, BlobTooLarge, type ByteRange, clampRange, isHash } from './blob-store.ts';
import { measureFile } from './measuring.ts';
import { readInTurns } from './read-in-turns.ts';
import { spool } from './spool.ts';
import { openTempFolder } from './temp-folder.ts';

/** Read at once: many small reads cost more than the bytes. */
const readBytes = 262_144;

/**
 * Blobs as files below `root`: `ab/cd/abcd…`, so that no folder grows beyond what a file system likes (65,536 folders).
 * A file appears under its name only when it is whole and on the disk: temp file, fsync, rename, fsync of the folder.
 *
 * @param root  a folder for this alone, made when it is not there; readable by this user only
 */
export async function openDiskBlobs(root: string): Promise<BlobStore> {
  const temp = await openTempFolder(join(root, 'temp')); // on the same file system, or rename would not be one step
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2, 4), hash);

  /** Gives a file of the temp folder, whole and on the disk, its name. */
  async function intoPlace(tempPath: string, hash: string) {
    const path = pathOf(hash);
    try {
      await makeFolder(dirname(path), root);
      // Also when it is there already: the bytes are the same, and a removal in between cannot make us lose them.
      await rename(tempPath, path);
      await syncFolder(dirname(path));
    } finally {
      // still there after a fault, and when both names were of one file (rename(2) does nothing then)
      await rm(tempPath, { force: true });
    }
  }

  async function put(bytes: Readable, { limitBytes }: { limitBytes: number }) {
    const tempPath = temp.newPath();
    const stored = await spool(bytes, tempPath, limitBytes);
    await intoPlace(tempPath, stored.hash);
    return stored;
  }

  async function read(hash: string, range: ByteRange | undefined, how: (file: FileHandle, part: ByteRange) => Readable) {
    if (!isHash(hash)) throw new BlobMissing(hash);
    // Opened before it is answered for: a removal from now on does not disturb the reader.
    const file = await open(pathOf(hash)).catch((fault) => {
      if (isMissing(fault)) throw new BlobMissing(hash);
      throw fault;
    });
    try {
      const { size } = await file.stat();
      if (size > 0 || range) return how(file, range ? clampRange(range, size) : { start: 0, end: size - 1 });
      await file.close();
      return Readable.from([]);
    } catch (fault) {
      await file.close();
      throw fault;
    }
  }

  return {
    straight: null,
    put,

    async putFile(path, { limitBytes, measured }) {
      const known = measured ?? (await measureFile(path));
      if (known.sizeBytes > limitBytes) throw new BlobTooLarge(limitBytes);
      const tempPath = temp.newPath();
      try {
        await link(path, tempPath); // a second name for the same bytes: nothing is copied
      } catch (fault) {
        if (isUnlinkable(fault)) return put(createReadStream(path, { highWaterMark: readBytes }), { limitBytes });
        throw fault;
      }
      try {
        await makeSafe(tempPath, known.sizeBytes);
      } catch (fault) {
        await rm(tempPath, { force: true });
        throw fault;
      }
      await intoPlace(tempPath, known.hash);
      return known;
    },

    get: (hash, range) => read(hash, range, (file, part) => file.createReadStream({ highWaterMark: readBytes, ...part })),

    send: (hash, range) => read(hash, range, readInTurns),

    async has(hash) {
      if (!isHash(hash)) return false;
      try {
        await stat(pathOf(hash));
        return true;
      } catch (fault) {
        if (isMissing(fault)) return false;
        throw fault;
      }
    },

    async remove(hash) {
      if (isHash(hash)) await rm(pathOf(hash), { force: true });
    },
  };
}

/** The file is for this user only, as long as it should be, and on the disk. */
async function makeSafe(path: string, sizeBytes: number) {
  await chmod(path, 0o600);
  const file = await open(path, 'r+');
  try {
    await file.sync();
    const found = (await file.stat()).size;
    if (found !== sizeBytes) throw new Error(`${found} bytes where ${sizeBytes} were measured`);
  } finally {
    await file.close();
  }
}

/** Makes the two levels of folders and puts their entries on the disk too: a fsynced file in a lost folder is lost. */
async function makeFolder(folder: string, root: string) {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(root);
}

async function syncFolder(folder: string) {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(fault: unknown): boolean {
  return codeOf(fault) === 'ENOENT';
}

/** Another file system, or one without second names: its bytes must be copied. */
function isUnlinkable(fault: unknown): boolean {
  return ['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'].includes(codeOf(fault));
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : '';
}
