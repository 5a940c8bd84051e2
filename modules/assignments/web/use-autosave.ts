import { useCallback, useEffect, useRef, useState } from 'react';
import { CallFailed } from '#kernel/web/call.ts';

/** idle: nothing to save · saving · saved · offline: kept here, tried again by itself · refused: the server said no. */
export type SaveStatus = 'idle' | 'saving' | 'saved' | 'offline' | 'refused';

export interface Autosave {
  status: SaveStatus;
  error: unknown;
  /** Saves now what is not saved yet; true when all is there. */
  flush: () => Promise<boolean>;
  /** Saves nothing more until `goOn`; resolves when nothing is under way. Before what is typed is sent for good. */
  stop: () => Promise<void>;
  goOn: () => void;
}

/** A pause in typing after which it is saved. */
const pauseMs = 1200;
const againMs = 8000;

/**
 * Saves a value to the server a moment after the last key, one save after the other; without a line again and again until it is there.
 * Keeping it on this device meanwhile is the caller's part (`useDraft`).
 *
 * @param stored  what the server holds at the beginning
 * @param save    throws CallFailed when it was not saved
 */
export function useAutosave<V>(value: V, stored: V, save: (value: V) => Promise<void>): Autosave {
  const content = JSON.stringify(value);
  const there = useRef(JSON.stringify(stored));
  const now = useRef({ value, save });
  now.current = { value, save };
  const running = useRef<Promise<boolean> | null>(null);
  const stopped = useRef(false);
  const [status, setStatus] = useState<SaveStatus>('idle');
  const [error, setError] = useState<unknown>(null);

  const flush = useCallback(async (): Promise<boolean> => {
    await running.current;
    const sent = JSON.stringify(now.current.value);
    if (sent === there.current || stopped.current) return true;
    setStatus('saving');
    const attempt = now.current.save(now.current.value).then(
      () => {
        there.current = sent;
        setStatus('saved');
        setError(null);
        return true;
      },
      (failure: unknown) => {
        setStatus(failure instanceof CallFailed && (failure.offline || failure.status >= 500) ? 'offline' : 'refused');
        setError(failure);
        return false;
      },
    );
    running.current = attempt;
    const saved = await attempt;
    if (running.current === attempt) running.current = null;
    return saved;
  }, []);

  useEffect(() => {
    if (content === there.current) return;
    const timer = setTimeout(() => void flush(), pauseMs);
    return () => clearTimeout(timer);
  }, [content, flush]);
  useEffect(() => {
    if (status !== 'offline') return;
    const again = () => void flush();
    const timer = setInterval(again, againMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [status, flush]);
  useEffect(() => () => void flush(), [flush]);
  const stop = useCallback(async () => {
    stopped.current = true;
    await running.current;
  }, []);
  const goOn = useCallback(() => {
    stopped.current = false;
  }, []);
  return { status, error, flush, stop, goOn };
}
