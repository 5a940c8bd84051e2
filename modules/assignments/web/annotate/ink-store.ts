import type { Annotation } from '../../annotate/contract.ts';

/** What one gesture changed on one page. */
interface Step {
  page: number;
  removed: readonly Annotation[];
  added: readonly Annotation[];
  gesture: symbol;
}

/** All annotations of one file while it is open, with what was done. Pages listen to it each for itself. */
export interface Ink {
  of: (page: number) => readonly Annotation[];
  /** Pages with annotations, in order. */
  pages: () => readonly number[];
  /** Takes away and adds; steps of the same gesture are undone together. */
  change: (page: number, change: { removed?: readonly Annotation[]; added?: readonly Annotation[] }, gesture?: symbol) => void;
  /** Takes over what came from elsewhere: no step, and nobody is told to save it. */
  put: (page: number, annotations: readonly Annotation[]) => void;
  undo: () => void;
  redo: () => void;
  mayUndo: () => boolean;
  mayRedo: () => boolean;
  /** Counts changes. */
  version: () => number;
  subscribe: (listener: () => void) => () => void;
  /** Calls back with each page that was changed here. Returns how to stop. */
  onChanged: (listener: (page: number) => void) => () => void;
}

const none: readonly Annotation[] = [];

/** An empty one. Undoing and redoing take away and add single annotations, so that what somebody else has drawn meanwhile stays. */
export function createInk(): Ink {
  const content = new Map<number, readonly Annotation[]>();
  const listeners = new Set<() => void>();
  const changed = new Set<(page: number) => void>();
  const done: Step[] = [];
  let undone: Step[] = [];
  let version = 0;

  const tell = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const apply = ({ page, removed, added }: Pick<Step, 'page' | 'removed' | 'added'>) => {
    const gone = new Set(removed.map(({ id }) => id));
    const before = content.get(page) ?? none;
    // what is changed keeps its place among the others
    const replaced = before.map((annotation) => added.find(({ id }) => id === annotation.id && gone.has(id)) ?? annotation);
    const stays = replaced.filter((annotation) => !gone.has(annotation.id) || added.includes(annotation));
    const there = new Set(stays.map(({ id }) => id));
    content.set(page, [...stays, ...added.filter(({ id }) => !there.has(id))]);
    for (const listener of changed) listener(page);
  };
  const back = (from: Step[], to: Step[], turned: boolean) => {
    const gesture = from.at(-1)?.gesture;
    while (from.length > 0 && from.at(-1)?.gesture === gesture) {
      const step = from.pop();
      if (step === undefined) break;
      to.push(step);
      apply(turned ? { page: step.page, removed: step.added, added: step.removed } : step);
    }
    tell();
  };
  return {
    of: (page) => content.get(page) ?? none,
    pages: () => [...content].flatMap(([page, { length }]) => (length > 0 ? page : [])).sort((a, b) => a - b),
    change: (page, { removed = none, added = none }, gesture = Symbol()) => {
      done.push({ page, removed, added, gesture });
      undone = [];
      apply({ page, removed, added });
      tell();
    },
    put: (page, annotations) => {
      content.set(page, annotations);
      tell();
    },
    undo: () => back(done, undone, true),
    redo: () => back(undone, done, false),
    mayUndo: () => done.length > 0,
    mayRedo: () => undone.length > 0,
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChanged: (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
  };
}
