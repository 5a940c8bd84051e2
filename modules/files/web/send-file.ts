import { DetailedError, Upload } from 'tus-js-client';
import { CallFailed, schoolOfPage } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { standInLine } from '#kernel/web/shell.ts';
import { partBytes } from '../contract.ts';
import { bringParts } from './bring-parts.ts';
import { straightWays } from './straight-ways.ts';

/** A file that has arrived. `type` is what the browser calls it; the server finds its own by content. */
export interface ArrivedFile {
  id: string;
  name: string;
  type: string;
  sizeBytes: number;
}

/** Where a file goes; without it, into the root of one's own files. */
export interface UploadTarget {
  spaceId: string;
  /** Null: the root of the space. */
  folderId: string | null;
  /** Becomes a new version of the file with this name, instead of a file beside it. */
  replaces?: string;
}

export interface Sender {
  /** Gives the upload up. */
  stop: () => void;
  /** Goes on where it stopped. */
  again: () => void;
}

interface Told {
  onProgress: (sentBytes: number) => void;
  /** A sentence in the person's language. */
  onFailed: (message: string) => void;
  onArrived: (file: ArrivedFile) => void;
}

const retryDelays = [0, 1000, 3000, 6000, 15_000, 15_000, 30_000, 60_000, 60_000];

/**
 * Sends one file by the resumable protocol (tus 1.0.0), or, where the server offers it, its bytes straight to the store; after a lost line it goes on by itself
 * where it stopped.
 */
export function sendFile(file: File, { onProgress, onFailed, onArrived }: Told, target?: UploadTarget): Sender {
  /** Whether the server has offered the way to the store, and nothing has shut it since. */
  let isStraight = false;
  let bringing: AbortController | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const arrived = () => onArrived({ id: idOf(upload), name: file.name, type: file.type, sizeBytes: file.size });
  const failed = (message: string, hasLine: boolean) => {
    onFailed(message);
    if (!hasLine) addEventListener('online', again, { once: true });
  };
  const again = () => {
    if (isStraight) void goStraight({ isAgain: true });
    else upload.start();
  };
  const goStraight = async ({ isAgain }: { isAgain: boolean }) => {
    if (bringing !== null) return;
    bringing = new AbortController();
    const { signal } = bringing;
    try {
      if (await bringParts(file, straightWays(idOf(upload)), { onProgress, signal, retryDelays })) return arrived();
      isStraight = false;
      upload.start(); // the same upload, by the server
    } catch (error) {
      if (signal.aborted) return;
      // refused or too old, and forgotten since: again means from the beginning
      if (isAgain && error instanceof CallFailed && error.status === 404) return upload.start();
      failed(refusalText(error), !(error instanceof CallFailed && error.offline));
    } finally {
      bringing = null;
    }
  };
  const upload = new Upload(file, {
    endpoint: `/api/${schoolOfPage()}/files/uploads`,
    chunkSize: partBytes,
    metadata: metadataOf(file, target),
    headers: { 'accept-language': document.documentElement.lang || 'de' },
    retryDelays,
    storeFingerprintForResuming: false, // the id of an upload is the id of a file: another person on this device must not find it
    onProgress: (sentBytes) => onProgress(sentBytes),
    onBeforeRequest: () => line.free(),
    onShouldRetry: (error) => {
      if (isFull(error)) void standInLine();
      if (busySeconds(error) !== null) return false; // goes on by the server's own number, however often (onError)
      const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
      return status === 0 || status === 409 || status === 423 || status >= 500;
    },
    onAfterResponse: (request, response) => {
      if (request.getMethod() === 'POST') isStraight = response.getHeader('Upload-Straight') === '1';
    },
    onUploadUrlAvailable: () => {
      if (!isStraight) return;
      void upload.abort(); // it is begun; its bytes go another way
      void goStraight({ isAgain: false });
    },
    onError: (error) => {
      const seconds = busySeconds(error);
      if (seconds === null) failed(sentenceOf(error), answered(error));
      else resting = setTimeout(() => upload.start(), seconds * 1000 * (1 + Math.random() / 2));
    },
    onSuccess: arrived,
  });
  upload.start();
  const stop = () => {
    removeEventListener('online', again);
    clearTimeout(resting);
    bringing?.abort(new Error('given up'));
    void upload.abort(true).catch(() => undefined); // gone already, or no line: the server forgets it after a day
  };
  return { stop, again };
}

/** The id of an upload is that of its file. */
function idOf({ url }: Upload): string {
  return url?.split('/').at(-1) ?? '';
}

function metadataOf(file: File, target: UploadTarget | undefined): Record<string, string> {
  const filename = target?.replaces ?? file.name;
  if (target === undefined) return { filename };
  const place = target.folderId === null ? { spaceId: target.spaceId } : { folderId: target.folderId };
  return { filename, ...place, ...(target.replaces !== undefined && { replace: 'yes' }) };
}

function answered(error: Error): boolean {
  return error instanceof DetailedError && error.originalResponse !== null;
}

/** The server has no room for this device yet (kernel/admission). */
function isFull(error: Error): boolean {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  return answer?.getStatus() === 503 && readRefusal(answer.getBody()).code === 'kernel.full';
}

/** So many seconds until the server may have room for more bytes; null when it is something else. What has come before stays. */
function busySeconds(error: Error): number | null {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (answer?.getStatus() !== 503 || readRefusal(answer.getBody()).code !== 'kernel.busy') return null;
  const seconds = Number(answer.getHeader('Retry-After'));
  return seconds >= 1 && seconds <= 120 ? seconds : 5;
}

/** The server's sentence, or that there is no line. */
function sentenceOf(error: Error): string {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (!answer) return refusalText(new CallFailed(0, 'kernel.offline', {}, ''));
  const refusal = readRefusal(answer.getBody());
  return refusalText(new CallFailed(answer.getStatus(), refusal.code ?? 'kernel.unavailable', {}, refusal.message ?? ''));
}

function readRefusal(body: string): { code?: string; message?: string } {
  try {
    return JSON.parse(body) as { code?: string; message?: string }; // the kernel's error shape
  } catch {
    return {};
  }
}
