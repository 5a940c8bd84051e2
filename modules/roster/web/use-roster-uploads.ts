import { useCallback, useState } from 'react';
import type { FileUnderWay } from '#kernel/ui/FileProgress.tsx';
import { schoolOfPage } from '#kernel/web/call.ts';
import { standInLine } from '#kernel/web/shell.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';

/** Files on their way into an import, one after the other; what has arrived is known to the import itself. */
export function useRosterUploads(importId: string, onArrived: () => void): { files: FileUnderWay[]; send: (files: File[]) => void } {
  const t = useTexts('roster');
  const [files, setFiles] = useState<FileUnderWay[]>([]);
  const change = useCallback(
    (id: string, part: Partial<FileUnderWay>) => setFiles((list) => list.map((file) => (file.id === id ? { ...file, ...part } : file))),
    [],
  );
  const drop = useCallback((id: string) => setFiles((list) => list.filter((file) => file.id !== id)), []);

  const sendOne = useCallback(
    async (id: string, file: File) => {
      change(id, { state: 'sending', sentBytes: 0 });
      const put = () => putFile(importId, file, (sentBytes) => change(id, { sentBytes }));
      let refused = await put();
      while (refused === isFull || refused === isBusy) {
        await (refused === isFull ? standInLine() : pause());
        refused = await put();
      }
      if (refused === null) {
        drop(id);
        onArrived();
      } else {
        change(id, {
          state: 'failed',
          message: refused || t('files.offline'),
          again: () => void sendOne(id, file),
          remove: () => drop(id),
        });
      }
    },
    [importId, change, drop, onArrived, t],
  );

  const send = useCallback(
    (chosen: File[]) => {
      const waiting = chosen.map((file) => ({ id: crypto.randomUUID(), file }));
      setFiles((list) => [
        ...list,
        ...waiting.map(({ id, file }) => ({ id, name: file.name, sizeBytes: file.size, sentBytes: 0, state: 'waiting' as const })),
      ]);
      void (async () => {
        for (const { id, file } of waiting) await sendOne(id, file);
      })();
    },
    [sendOne],
  );
  return { files, send };
}

/** Instead of words: the server has no room for this device yet (kernel/admission). */
const isFull = Symbol('full');
/** Instead of words: so many bytes are on their way to the server that it takes no more for some seconds. */
const isBusy = Symbol('busy');

const pause = () => new Promise((resolve) => setTimeout(resolve, 5_000 * (1 + Math.random() / 2)));

/** Sends the bytes; answers null when they arrived, else the refusal in words (empty without an answer). fetch tells no progress of what it sends. */
function putFile(
  importId: string,
  file: File,
  onProgress: (sentBytes: number) => void,
): Promise<string | typeof isFull | typeof isBusy | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/${schoolOfPage()}/roster/imports/${importId}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', currentLanguage());
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve(request.status === 200 ? null : messageOf(request.responseText));
    request.onerror = () => resolve('');
    request.send(file);
  });
}

function messageOf(text: string): string | typeof isFull | typeof isBusy {
  try {
    const answer: unknown = JSON.parse(text);
    const code = answer !== null && typeof answer === 'object' && 'code' in answer ? answer.code : null;
    if (code === 'kernel.full') return isFull;
    if (code === 'kernel.busy') return isBusy;
    return answer !== null && typeof answer === 'object' && 'message' in answer ? String(answer.message) : '';
  } catch {
    return '';
  }
}
