import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { line, type Waiting } from './line.ts';
import { useTexts } from './texts.ts';
import { isNotable, timeLeft } from './waiting-time.ts';

/** Where this page stands while the server has no room; null otherwise. */
export function useWaiting(): Waiting | null {
  return useSyncExternalStore(line.follow, line.now);
}

/** What is to be seen, counting down, and what is to be read out, which changes only with something worth it. */
export function useWaitingWords(waiting: Waiting | null): { seen: string; heard: string } {
  const t = useTexts('kernel');
  const [now, setNow] = useState(Date.now);
  const [heard, setHeard] = useState<{ place: number | null; isLost: boolean; words: string }>({ place: null, isLost: false, words: '' });
  const waits = waiting !== null;
  useEffect(() => {
    if (!waits) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [waits]);
  const seen = waiting === null ? '' : wordsOf(t, waiting, now);
  useEffect(() => {
    if (waiting === null) return setHeard({ place: null, isLost: false, words: '' });
    const { place, isLost } = waiting;
    setHeard((before) =>
      isLost === before.isLost && !isNotable(before.place, place ?? 0) ? before : { place: place ?? 0, isLost, words: seen },
    );
  }, [waiting, seen]);
  return { seen, heard: heard.words };
}

function wordsOf(t: ReturnType<typeof useTexts<'kernel'>>, { place, seconds, at, isLost }: Waiting, now: number): string {
  if (place === null || seconds === null) return t('waiting.busy');
  if (isLost) return t('waiting.lost');
  const left = timeLeft(seconds, now - at);
  if (left.unit === 'soon') return t('waiting.placeSoon', { place });
  return t('waiting.place', { place, time: t(`waiting.${left.unit}`, { count: left.count }) });
}

const panels = new Set<string>();
const panelsChanged = new Set<() => void>();
const followPanels = (changed: () => void) => {
  panelsChanged.add(changed);
  return () => panelsChanged.delete(changed);
};

/** Whether this is the one panel of the page that tells about the wait; others keep their outline. */
export function useOnlyPanel(): boolean {
  const id = useId();
  useEffect(() => {
    const tell = () => {
      for (const changed of panelsChanged) changed();
    };
    panels.add(id);
    tell();
    return () => {
      panels.delete(id);
      tell();
    };
  }, [id]);
  return useSyncExternalStore(followPanels, () => [...panels][0] === id);
}

/** Whether any panel tells about the wait, so that a bar need not. */
export function useSomePanel(): boolean {
  return useSyncExternalStore(followPanels, () => panels.size > 0);
}
