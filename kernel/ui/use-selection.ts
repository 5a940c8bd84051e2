import { useState } from 'react';

/** What is ticked in a list. */
export interface Selection {
  ids: readonly string[];
  all: boolean;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  takeAll: () => void;
  clear: () => void;
}

/** Ticks of a list with these ids; an id that has left the list is no longer ticked. */
export function useSelection(ids: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const there = ids.filter((id) => ticked.has(id));
  return {
    ids: there,
    all: there.length === ids.length && ids.length > 0,
    has: (id) => ticked.has(id),
    toggle(id) {
      const next = new Set(ticked);
      if (!next.delete(id)) next.add(id);
      setTicked(next);
    },
    takeAll: () => setTicked(new Set(ids)),
    clear: () => setTicked(new Set()),
  };
}
