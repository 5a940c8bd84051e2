import { CallFailed } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';

/** The beginning of a file, and whether more follows. */
export interface FileStart {
  bytes: Uint8Array;
  isCut: boolean;
}

/**
 * Fetches at most so many bytes from the beginning of a file.
 *
 * @throws CallFailed with the refusal's code, `kernel.offline` when no answer came
 */
export async function fetchStart(address: string, limitBytes: number, signal: AbortSignal): Promise<FileStart> {
  const headers = { range: `bytes=0-${limitBytes - 1}`, 'accept-language': document.documentElement.lang || 'de' };
  const response = await line
    .fetch(address, { headers, credentials: 'same-origin', signal }, { repeatable: true, wish: false })
    .catch(() => {
      throw new CallFailed(0, 'kernel.offline', {}, '');
    });
  if (response.status === 416) return { bytes: new Uint8Array(), isCut: false }; // an empty file has no first byte
  if (!response.ok) {
    const refusal = (await response.json().catch(() => null)) as { code?: string; message?: string } | null; // the kernel's error shape
    throw new CallFailed(response.status, refusal?.code ?? 'kernel.unavailable', {}, refusal?.message ?? '');
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  // a store may keep the length from pages (CORS): then as much as was asked for means that there is more
  const atLeast = response.status === 206 ? bytes.length + 1 : bytes.length;
  const whole = Number(response.headers.get('content-range')?.split('/')[1] ?? atLeast);
  return { bytes: bytes.subarray(0, limitBytes), isCut: whole > limitBytes };
}
