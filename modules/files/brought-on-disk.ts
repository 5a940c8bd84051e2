import { open } from 'node:fs/promises';
import { headBytes, type StoredBlob } from '#kernel/blobs/blob-store.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Brought } from './finish-upload.ts';

/**
 * Bytes that lie whole on this machine's disk.
 *
 * @param measured  what is known of them by having seen them all go by; without it they are read once more
 */
export function broughtOnDisk(ctx: Pick<Ctx, 'services'>, path: string, measured?: StoredBlob): Brought {
  let known = measured;
  return {
    head: async () => known?.head ?? headOf(path),
    keep: async (limitBytes) => {
      known = await ctx.services.blobs.putFile(path, { limitBytes, measured: known });
      return known;
    },
  };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
