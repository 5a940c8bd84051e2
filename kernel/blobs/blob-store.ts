import type { Readable } from 'node:stream';

/** Bytes from `start` to `end`, both counted from 0 and both included, as in RFC 9110 section 14. */
export type ByteRange = { start: number; end: number };

/** What a store knows of bytes it has just taken in. */
export type StoredBlob = {
  /** SHA-256 of the content, 64 lower-case hex digits; the only name a blob has. */
  hash: string;
  sizeBytes: number;
  /** The first bytes, at most `headBytes`, to tell the type by. */
  head: Uint8Array;
};

/** file-type asks for 4100 bytes to know all types it can know from the beginning of a file. */
export const headBytes = 4100;

/** A store that hands its bytes out by itself, and may take some in, from whoever comes with an address we have signed. */
export interface StraightStore {
  /** Where its addresses lead: what the pages must be allowed to load from. */
  origin: string;
  /**
   * The address of a blob, for reading it whole or in part, as often as wanted, by whoever has it.
   *
   * @param headers  what the store must answer with: of `downloadHeaders`, type and disposition are heeded
   * @param seconds  so long it holds, at most a week
   */
  addressOf(hash: string, headers: Record<string, string>, seconds: number): Promise<string>;
  /** Null where bytes come in through this process only. */
  readonly uploads: StraightUploads | null;
}

/** Bytes somebody brings to the store by themselves, in parts, before anybody knows what they are. */
export interface StraightUpload {
  /** A UUID of ours, used once: where they lie until they have become a blob. */
  name: string;
  /** What the store calls it. */
  storeId: string;
}

/** A part the store has whole. `tag`: what the store calls its bytes. */
export type ArrivedPart = { number: number; sizeBytes: number; tag: string };

/** What is known of joined bytes that were read once; `tag` ties it to those very bytes. */
export type MeasuredUpload = StoredBlob & { tag: string };

/** The way in without passing through this process: begin, parts, join, measure, keep, drop. Each step can be repeated. */
export interface StraightUploads {
  /** Begins an upload. @returns the store's name for it */
  begin(name: string): Promise<string>;

  /**
   * The address to which one part may be PUT, by whoever has it; again is the same as once.
   *
   * @param part  `number` from 1 on; exactly `sizeBytes` bytes are taken, and none but the last part may have fewer than 5 MiB
   * @param seconds  so long it holds, at most a week
   */
  partAddress(upload: StraightUpload, part: { number: number; sizeBytes: number }, seconds: number): Promise<string>;

  /** The parts that are there, up to 1,000; `joined` when they are one already, `gone` when the store knows nothing of them. */
  arrived(upload: StraightUpload): Promise<readonly ArrivedPart[] | 'joined' | 'gone'>;

  /** Makes one of the parts. From then on nobody can change them. */
  join(upload: StraightUpload, parts: readonly ArrivedPart[]): Promise<void>;

  /**
   * Reads joined bytes once, to know what they are.
   *
   * @throws BlobTooLarge when there are more than `limitBytes` · BlobMissing when they are not there
   */
  measure(upload: StraightUpload, options: { limitBytes: number }): Promise<MeasuredUpload>;

  /** Keeps the bytes that were measured, and no others, under their hash; the store copies them by itself. */
  keep(upload: StraightUpload, measured: MeasuredUpload): Promise<void>;

  /** Forgets an upload with all that came of it; what was kept stays. */
  drop(upload: StraightUpload): Promise<void>;
}

/**
 * Keeps bytes under the hash of their content. It knows no names, no owners and no schools: whoever stores a hash in a
 * row answers for who may read it, and for removing it once no row names it (decided under a lock on the hash, since
 * two schools may keep the same bytes).
 */
export interface BlobStore {
  /** Null where all bytes go through this process. */
  readonly straight: StraightStore | null;

  /**
   * Streams bytes in; nothing is held in memory whole, the same content is kept once, and a stream that breaks leaves nothing behind.
   *
   * @throws BlobTooLarge as soon as more than `limitBytes` have come; the source is destroyed then
   * @throws whatever the source breaks with
   */
  put(bytes: Readable, options: { limitBytes: number }): Promise<StoredBlob>;

  /**
   * Takes in a file of this machine's disk without sending its bytes through this process where that can be done. The file stays where it is, but nobody
   * may write to it any more: it may be the very bytes the store keeps.
   *
   * @param options.measured  what somebody knows who has seen all its bytes go by; without it the file is read once to know it
   * @throws BlobTooLarge when it holds more than `limitBytes`; Error when it does not hold as many bytes as were measured
   */
  putFile(path: string, options: { limitBytes: number; measured?: StoredBlob | undefined }): Promise<StoredBlob>;

  /**
   * Streams a blob out, whole or a part of it. The store can only notice some damage after the first bytes: listen for `error`.
   *
   * @throws BlobMissing when there is no such blob, or `hash` is no hash
   * @throws RangeError when the range begins behind the end; one that ends behind it is cut off
   */
  get(hash: string, range?: ByteRange): Promise<Readable>;

  /**
   * As `get`, for sending down a line and for nothing else: the pieces are overwritten when they have gone out, so pipe it and keep none of them.
   *
   * @throws as `get`
   */
  send(hash: string, range?: ByteRange): Promise<Readable>;

  /** Whether the store holds this content; false for anything that is no hash. */
  has(hash: string): Promise<boolean>;

  /** Forgets the content. Repeatable: removing what is not there is no fault. */
  remove(hash: string): Promise<void>;
}

/** There is no blob with this hash. For whoever holds a row that names it, this is a fault of the installation. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';
  readonly hash: string;

  constructor(hash: string) {
    super(`there is no blob ${hash}`);
    this.hash = hash;
  }
}

/** More bytes came than the caller allowed; nothing of them was kept. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge';
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`more than ${limitBytes} bytes`);
    this.limitBytes = limitBytes;
  }
}

/** Whether this is the name of a blob. Asked before any path or address is built from it, so that no name can lead elsewhere. */
export function isHash(hash: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash);
}

/**
 * The range a store reads: cut off at the end of the blob.
 *
 * @throws RangeError when it begins behind the end, is turned round or negative
 */
export function clampRange(range: ByteRange, sizeBytes: number): ByteRange {
  if (!Number.isSafeInteger(range.start) || range.start < 0 || range.start >= sizeBytes || range.end < range.start) {
    throw new RangeError(`bytes ${range.start}-${range.end} of ${sizeBytes}`);
  }
  return { start: range.start, end: Math.min(range.end, sizeBytes - 1) };
}
