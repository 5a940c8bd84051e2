import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileUnderWay } from '#kernel/ui/FileProgress.tsx';
import { type ArrivedFile, type Sender, sendFile, type UploadTarget } from './send-file.ts';

export type { ArrivedFile } from './send-file.ts';

export interface Uploads {
  /** For `FileDrop`: under way, failed, arrived. */
  files: readonly FileUnderWay[];
  /** `target`: where they go; without it, into the root of one's own files. */
  add: (files: File[], target?: UploadTarget) => void;
  /** Some are still on their way, or waiting for the line. */
  underWay: boolean;
}

/** At once: more would only slow each other down, and a folder may hold hundreds. */
const atOnce = 3;

/**
 * Sends files as soon as they are chosen, a few at a time, and goes on where a lost line has stopped. Arrived ones are handed to
 * `onArrived` and leave the list; failed ones stay with the reason and can be sent again.
 */
export function useUploads(onArrived: (file: ArrivedFile) => void): Uploads {
  const [files, setFiles] = useState<readonly FileUnderWay[]>([]);
  const senders = useRef(new Map<string, Sender>());
  const queue = useRef<{ id: string; start: () => void }[]>([]);
  const running = useRef(new Set<string>());
  const arrived = useRef(onArrived);
  arrived.current = onArrived;

  const change = useCallback((id: string, part: Partial<FileUnderWay>) => {
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...part } : file)));
  }, []);
  /** Begins the next ones as long as fewer than a few are under way. */
  const goOn = useCallback(() => {
    while (running.current.size < atOnce) {
      const next = queue.current.shift();
      if (next === undefined) return;
      running.current.add(next.id);
      next.start();
    }
  }, []);
  const drop = useCallback(
    (id: string) => {
      senders.current.get(id)?.stop();
      senders.current.delete(id);
      queue.current = queue.current.filter((waiting) => waiting.id !== id);
      running.current.delete(id);
      setFiles((before) => before.filter((file) => file.id !== id));
      goOn();
    },
    [goOn],
  );

  const add = useCallback(
    (chosen: File[], target?: UploadTarget) => {
      for (const file of chosen) {
        const id = crypto.randomUUID();
        const start = () => {
          senders.current.set(
            id,
            sendFile(
              file,
              {
                onProgress: (sentBytes) => change(id, { state: 'sending', sentBytes }),
                onFailed: (message) => {
                  change(id, { state: 'failed', message });
                  running.current.delete(id); // the others need not wait for it
                  goOn();
                },
                onArrived: (done) => {
                  senders.current.delete(id); // arrived: nothing to give up
                  drop(id);
                  arrived.current(done);
                },
              },
              target,
            ),
          );
        };
        const again = () => {
          setFiles((before) => before.map((entry) => (entry.id === id ? withoutMessage(entry) : entry)));
          senders.current.get(id)?.again();
        };
        setFiles((before) => [
          ...before,
          { id, name: file.name, sizeBytes: file.size, sentBytes: 0, state: 'waiting', remove: () => drop(id), again },
        ]);
        queue.current.push({ id, start });
      }
      goOn();
    },
    [change, drop, goOn],
  );

  useEffect(() => {
    const sending = senders.current;
    return () => {
      queue.current = [];
      for (const sender of sending.values()) sender.stop();
    };
  }, []);
  return { files, add, underWay: files.some(({ state }) => state !== 'failed') };
}

function withoutMessage({ message: _, ...file }: FileUnderWay): FileUnderWay {
  return { ...file, state: 'waiting' };
}
