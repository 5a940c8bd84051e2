import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { headBytes, type StoredBlob } from './blob-store.ts';

/** Bytes that go by, from the first one on: their length, their first ones and their hash, so that nobody has to read them again for it. */
export interface Measuring {
  /** The next bytes, in their order. They may be used again afterwards. */
  add(bytes: Uint8Array): void;
  /** How many have gone by. */
  readonly sizeBytes: number;
  /** What is known of them so far; more may follow. */
  measured(): StoredBlob;
}

/** Bytes of an upload that go by, from the first one on, in as many requests as it takes. */
export interface MeasuringUpload {
  /**
   * The next bytes, in their order; one call at a time.
   *
   * @param areOurs  nobody else needs their memory: it may be taken away, and is then empty (`detached`)
   * @returns when more may come
   */
  add(pieces: readonly Buffer[], areOurs: boolean): Promise<void>;
  /** How many have been added. */
  readonly sizeBytes: number;
  /** What is known of all that have been added; more may follow. Undefined when it has been lost: then the file must be read. */
  measured(): Promise<StoredBlob | undefined>;
  /** Nobody will ask any more. */
  forget(): void;
}

/** Begins to measure. */
export function beginMeasuring(): Measuring {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let sizeBytes = 0;
  return {
    add: (bytes) => {
      if (sizeBytes < headBytes) head.push(Buffer.from(bytes.subarray(0, headBytes - sizeBytes)));
      sizeBytes += bytes.length;
      hash.update(bytes);
    },
    get sizeBytes() {
      return sizeBytes;
    },
    measured: () => ({ hash: hash.copy().digest('hex'), sizeBytes, head: Buffer.concat(head) }),
  };
}

/** Measures a file by reading it once; for bytes of which nobody has seen all go by. */
export async function measureFile(path: string): Promise<StoredBlob> {
  const measuring = beginMeasuring();
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) measuring.add(chunk);
  return measuring.measured();
}
