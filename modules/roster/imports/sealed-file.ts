import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '#kernel/blobs/blob-store.ts';

/** Where sealed bytes lie and how they are opened. */
export interface SealedFile {
  hash: string;
  key: Buffer;
  sizeBytes: number;
}

/** The key is used for one file only, so the counter may begin at nought. */
const start = Buffer.alloc(16);

/**
 * Puts bytes into the store, sealed with a fresh key (AES-256 in counter mode; the store's hash guards the content). So no two uploads are the same blob, one
 * can be removed without asking who else has it, and a forgotten blob tells nothing.
 *
 * @throws BlobTooLarge beyond `limitBytes`
 */
export async function seal(blobs: BlobStore, bytes: Readable, limitBytes: number): Promise<SealedFile> {
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-ctr', key, start);
  bytes.on('error', (fault) => cipher.destroy(fault));
  const { hash, sizeBytes } = await blobs.put(bytes.pipe(cipher), { limitBytes });
  return { hash, key, sizeBytes };
}

/** Reads sealed bytes back, whole. */
export async function unseal(blobs: BlobStore, { hash, key }: Pick<SealedFile, 'hash' | 'key'>): Promise<Uint8Array> {
  const cipher = createDecipheriv('aes-256-ctr', key, start);
  const sealed = await blobs.get(hash);
  sealed.on('error', (fault) => cipher.destroy(fault));
  return buffer(sealed.pipe(cipher));
}
