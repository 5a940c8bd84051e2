import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobMissing, type BlobStore, clampRange, isHash } from './blob-store.ts';
import { spool } from './spool.ts';
import { openTempFolder } from './temp-folder.ts';

/**
 * Blobs as files below `root`: `ab/cd/abcd…`, so that no folder grows beyond what a file system likes (65,536 folders).
 * A file appears under its name only when it is whole and on the disk: temp file, fsync, rename, fsync of the folder.
 *
 * @param root  a folder for this alone, made when it is not there; readable by this user only
 */
export async function openDiskBlobs(root: string): Promise<BlobStore> {
  const temp = await openTempFolder(join(root, 'temp')); // on the same file system, or rename would not be one step
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2, 4), hash);

  return {
    async put(bytes, { limitBytes }) {
      const tempPath = temp.newPath();
      const stored = await spool(bytes, tempPath, limitBytes);
      const path = pathOf(stored.hash);
      try {
        await makeFolder(dirname(path), root);
        // Also when it is there already: the bytes are the same, and a removal in between cannot make us lose them.
        await rename(tempPath, path);
        await syncFolder(dirname(path));
      } catch (fault) {
        await rm(tempPath, { force: true });
        throw fault;
      }
      return stored;
    },

    async get(hash, range) {
      if (!isHash(hash)) throw new BlobMissing(hash);
      const file = await open(pathOf(hash)).catch((fault) => {
        if (isMissing(fault)) throw new BlobMissing(hash);
        throw fault;
      });
      try {
        // Opened before it is answered for: a removal from now on does not disturb the reader.
        return file.createReadStream(range ? clampRange(range, (await file.stat()).size) : {});
      } catch (fault) {
        await file.close();
        throw fault;
      }
    },

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
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}
