import { useCallback, useEffect, useState } from 'react';

/** Something just done, said in one sentence, with the way back if there is one. */
export interface Done {
  words: string;
  undo?: () => void;
  /** Or somewhere to go: `to` below the school. */
  link?: { to: string; title: string };
}

const shownSeconds = 12;

/** What was done last, for some moments; `hold` keeps it while the pointer or the focus is on it. */
export function useUndo(): { done: Done | null; say: (done: Done) => void; forget: () => void; hold: (held: boolean) => void } {
  const [done, setDone] = useState<Done | null>(null);
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (done === null || isHeld) return;
    const timer = setTimeout(() => setDone(null), shownSeconds * 1000);
    return () => clearTimeout(timer);
  }, [done, isHeld]);
  const forget = useCallback(() => setDone(null), []);
  return { done, say: setDone, forget, hold };
}
