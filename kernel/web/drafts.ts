import { useCallback, useEffect, useState } from 'react';
import { forgetAllBlobs } from './kept-blobs.ts';
import { useShell } from './shell.ts';

const prefix = 'schulhof.draft';
/** Drafts older than this are thrown away at the next start: 30 days. */
const keptMs = 30 * 24 * 3600 * 1000;

interface Kept<V> {
  at: number;
  value: V;
}

export interface Draft<V> {
  value: V;
  /** Keeps the value on this device with every key. */
  change: (value: V) => void;
  /** After it was sent: forgets it and starts again from the beginning value. */
  clear: () => void;
  /** When what is shown was typed in an earlier visit (ms since 1970), else null. */
  fromEarlier: number | null;
}

/**
 * What somebody types is never lost: it is kept on this device per person, school and form, survives a lost line, an ended session and a
 * closed window, and goes when it was sent. On a shared device (`data-shared-device` on <html>) it is kept until the window closes.
 *
 * @param form  names the form and what it is about: `assignments.hand-in.<id>`
 */
export function useDraft<V>(form: string, beginning: V): Draft<V> {
  const { person, school } = useShell();
  const place = `${prefix}.${school.slug}.${person.id}.${form}`;
  const [kept, setKept] = useState<Kept<V> | null>(() => read<V>(place));
  const [fromEarlier, setFromEarlier] = useState<number | null>(kept?.at ?? null);

  // another thing to write about, in the same component
  const [shownPlace, setShownPlace] = useState(place);
  if (shownPlace !== place) {
    const there = read<V>(place);
    setShownPlace(place);
    setKept(there);
    setFromEarlier(there?.at ?? null);
  }

  const change = useCallback(
    (value: V) => {
      const next = { at: Date.now(), value };
      setKept(next);
      try {
        store().setItem(place, JSON.stringify(next));
      } catch {
        // the device's store is full or forbidden: the value still stands on the page
      }
    },
    [place],
  );
  const clear = useCallback(() => {
    store().removeItem(place);
    setKept(null);
    setFromEarlier(null);
  }, [place]);

  useEffect(throwAwayOld, []);
  return { value: kept?.value ?? beginning, change, clear, fromEarlier };
}

/** Forgets everything typed, photographed and recorded on this device; at sign-out. */
export function forgetDrafts(): void {
  forgetAllBlobs();
  for (const place of places()) store().removeItem(place);
}

function store(): Storage {
  return document.documentElement.dataset['sharedDevice'] === undefined ? localStorage : sessionStorage;
}

function places(): string[] {
  return Object.keys(store()).filter((key) => key.startsWith(`${prefix}.`));
}

function read<V>(place: string): Kept<V> | null {
  const text = store().getItem(place);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept<V>; // written by `change` of the same form
  } catch {
    return null;
  }
}

function throwAwayOld(): void {
  for (const place of places()) if ((read(place)?.at ?? 0) < Date.now() - keptMs) store().removeItem(place);
}
