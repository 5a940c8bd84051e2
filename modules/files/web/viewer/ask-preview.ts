import { CallFailed } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';
import type { Waiting } from '../../preview/contract.ts';
import { previewAddress } from './preview-address.ts';

/** How far a preview is: there; being made, with what tells of its end; none, for a reason that is a text of the viewer. */
export type PreviewState = { is: 'made' } | { is: 'waiting'; topic: string } | { is: 'none'; why: 'other' | 'previewFailed' };

/**
 * Asks for the preview of a file, which has it made if nobody has asked before. Of the bytes only the first one comes.
 *
 * @throws CallFailed with the refusal's code, `kernel.offline` when no answer came
 */
export async function askPreview(address: string, signal: AbortSignal): Promise<PreviewState> {
  const headers = { range: 'bytes=0-0', 'accept-language': document.documentElement.lang || 'de' };
  const init = { headers, credentials: 'same-origin', signal, cache: 'no-store' } as const;
  const response = await line.fetch(previewAddress(address), init, { repeatable: true, wish: false }).catch(() => {
    throw new CallFailed(0, 'kernel.offline', {}, '');
  });
  if (response.status === 202) return { is: 'waiting', topic: ((await response.json()) as Waiting).topic }; // preview/contract.ts
  if (response.ok) return { is: 'made' };
  const refusal = (await response.json().catch(() => null)) as { code?: string; message?: string } | null; // the kernel's error shape
  if (refusal?.code === 'files.no_preview') return { is: 'none', why: 'other' };
  if (refusal?.code === 'files.preview_failed') return { is: 'none', why: 'previewFailed' };
  throw new CallFailed(response.status, refusal?.code ?? 'kernel.unavailable', {}, refusal?.message ?? '');
}
