import type { KeyboardEvent } from 'react';
import type { Entry } from '../../tree/contract.ts';
import { folderPage } from './addresses.ts';
import { useGoToPlace } from './PlaceLink.tsx';
import type { Chosen } from './use-chosen.ts';

interface Grid {
  entries: readonly Entry[];
  /** The place of the row the keyboard stands on. */
  at: number;
  chosen: Chosen;
  focusRow: (place: number) => void;
  onOpen: (entry: Entry) => void;
  onRename: (id: string) => void;
  onBin: (ids: readonly string[]) => void;
}

const pageRows = 10;

/** Arrows, Home, End and Page walk (with Shift they choose), Space chooses, Ctrl+A all, Enter opens, F2 renames, Delete puts into the bin, Escape lets go. */
export function useGridKeys(grid: Grid): (event: KeyboardEvent) => void {
  const go = useGoToPlace();
  return (event) => {
    const { entries, at, chosen } = grid;
    const entry = entries[at];
    // buttons and fields inside a row keep their keys
    if (entry === undefined || !(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1, PageDown: at + pageRows, PageUp: at - pageRows }[
      event.key
    ];
    const isWithKey = event.ctrlKey || event.metaKey;
    if (to !== undefined && !event.altKey) {
      const place = Math.max(0, Math.min(to, entries.length - 1));
      const next = entries[place];
      if (event.shiftKey && next !== undefined) {
        if (chosen.ids.length === 0) chosen.toggle(entry.id);
        chosen.upTo(next.id);
      }
      grid.focusRow(place);
    } else if (event.key === ' ') chosen.toggle(entry.id);
    else if (isWithKey && event.key.toLowerCase() === 'a') chosen.all();
    else if (event.key === 'Escape' && chosen.ids.length > 0) chosen.clear();
    else if (event.key === 'Enter' && !isWithKey) entry.kind === 'folder' ? go(folderPage(entry.id)) : grid.onOpen(entry);
    else if (event.key === 'F2' && entry.mayChange) grid.onRename(entry.id);
    else if (event.key === 'Delete') grid.onBin(chosen.ids.length > 0 ? chosen.ids : entry.mayChange ? [entry.id] : []);
    else return;
    event.preventDefault();
  };
}
