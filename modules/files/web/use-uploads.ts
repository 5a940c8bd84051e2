import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileUnderWay } from '#kernel/ui/FileProgress.tsx';
import { type ArrivedFile, type Sender, sendFile } from './send-file.ts';

export type { ArrivedFile } from './send-file.ts';

export interface Uploads {
  /** For `FileDrop`: under way, failed, arrived. */
  files: readonly FileUnderWay[];
  add: (files: File[]) => void;
  /** Some are still on their way, or waiting for the line. */
  underWay: boolean;
}

/**
 * Sends files as soon as they are chosen, one after the other, and goes on where a lost line has stopped. Arrived ones are handed to
 * `onArrived` and leave the list; failed ones stay with the reason and can be sent again.
 */
export function useUploads(onArrived: (file: ArrivedFile) => void): Uploads {
  const [files, setFiles] = useState<readonly FileUnderWay[]>([]);
  const senders = useRef(new Map<string, Sender>());
  const arrived = useRef(onArrived);
  arrived.current = onArrived;

  const change = useCallback((id: string, part: Partial<FileUnderWay>) => {
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...part } : file)));
  }, []);
  const drop = useCallback((id: string) => {
    senders.current.get(id)?.stop();
    senders.current.delete(id);
    setFiles((before) => before.filter((file) => file.id !== id));
  }, []);

  const add = useCallback(
    (chosen: File[]) => {
      for (const file of chosen) {
        const id = crypto.randomUUID();
        const start = () => {
          senders.current.set(
            id,
            sendFile(file, {
              onProgress: (sentBytes) => change(id, { state: 'sending', sentBytes }),
              onFailed: (message) => change(id, { state: 'failed', message }),
              onArrived: (done) => {
                senders.current.delete(id); // arrived: nothing to give up
                drop(id);
                arrived.current(done);
              },
            }),
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
        start();
      }
    },
    [change, drop],
  );

  useEffect(() => {
    const running = senders.current;
    return () => {
      for (const sender of running.values()) sender.stop();
    };
  }, []);
  return { files, add, underWay: files.some(({ state }) => state !== 'failed') };
}

function withoutMessage({ message: _, ...file }: FileUnderWay): FileUnderWay {
  return { ...file, state: 'waiting' };
}
