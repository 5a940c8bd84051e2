import { useState } from 'react';

/** Which rows of a long list are chosen, and which one the keyboard stands on. */
export interface Chosen {
  ids: readonly string[];
  has: (id: string) => boolean;
  /** Chooses or lets go of one. */
  toggle: (id: string) => void;
  /** From the last one touched to this one. */
  upTo: (id: string) => void;
  all: () => void;
  clear: () => void;
}

/** Choosing among rows with these ids, in their order; one that has left the list is no longer chosen. */
export function useChosen(ids: readonly string[]): Chosen {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  return {
    ids: ids.filter((id) => chosen.has(id)),
    has: (id) => chosen.has(id),
    toggle(id) {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
      setAnchor(id);
    },
    upTo: (id) => setChosen(new Set([...chosen, ...between(ids, anchor ?? id, id)])),
    all: () => setChosen(new Set(ids)),
    clear: () => setChosen(new Set()),
  };
}

/** All ids from one to another, both among them, whichever comes first. */
export function between(ids: readonly string[], one: string, other: string): readonly string[] {
  const places = [ids.indexOf(one), ids.indexOf(other)].filter((place) => place >= 0);
  return places.length === 0 ? [] : ids.slice(Math.min(...places), Math.max(...places) + 1);
}
