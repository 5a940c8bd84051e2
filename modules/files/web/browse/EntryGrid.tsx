import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { DropPlace, draggedType } from './DropPlace.tsx';
import { EntryRow } from './EntryRow.tsx';
import type { Chosen } from './use-chosen.ts';
import { useGridKeys } from './use-grid-keys.ts';

interface Props {
  label: string;
  entries: readonly Entry[];
  chosen: Chosen;
  renamedId: string | null;
  onRename: (id: string | null) => void;
  onOpen: (entry: Entry) => void;
  onBin: (ids: readonly string[]) => void;
  onDrop: (ids: readonly string[], folderId: string) => void;
  menuOf: (entry: Entry, reach: 0 | -1) => ReactNode;
  /** More of the folder, when its end comes near; null when all is there. */
  more: (() => void) | null;
}

const rowPx = 56;

/** The rows of a folder, of which only those near the window are drawn. One row is reached by tab, the arrow keys walk. */
export function EntryGrid({ label, entries, chosen, renamedId, onRename, onOpen, onBin, onDrop, menuOf, more }: Props) {
  const t = useTexts('files');
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ id: '', place: 0 });
  const found = entries.findIndex(({ id }) => id === active.id);
  const at = found >= 0 ? found : Math.min(active.place, entries.length - 1); // a row that has gone leaves its place to the next
  const isKept = useRef(false);
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollMargin: grid.current?.offsetTop ?? 0,
    getItemKey: (place) => entries[place]?.id ?? place,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== null && last > entries.length - 40) more();
  }, [more, last, entries.length]);
  const focusRow = (place: number) => {
    setActive({ id: entries[place]?.id ?? '', place });
    rows.scrollToIndex(place, { align: 'auto' });
    // a row that was far away is drawn first
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus());
  };
  /** After a rename the row may lie elsewhere, after a deletion it is gone: the keyboard stays with it, or with the one in its place. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the rows or the field in one have changed
  useEffect(() => {
    const focused = document.activeElement;
    if (focused !== document.body && !grid.current?.contains(focused)) isKept.current = false; // somebody has gone elsewhere on purpose
    if (!isKept.current || renamedId !== null) return;
    const wanted = grid.current?.querySelector<HTMLElement>(`[data-place="${at}"]`);
    if (wanted && wanted !== focused) wanted.focus();
  }, [entries, renamedId, at]);
  const keys = useGridKeys({
    entries,
    at,
    chosen,
    focusRow,
    onOpen,
    onRename,
    onBin: (ids) => {
      isKept.current = true;
      onBin(ids);
    },
  });
  return (
    <>
      <p id="files-keys" className="only-heard">
        {t('browse.keys')}
      </p>
      {/* biome-ignore-start lint/a11y/useSemanticElements: a table cannot hold rows that are drawn only while they are seen */}
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-describedby="files-keys"
        aria-multiselectable
        aria-rowcount={more === null ? entries.length : -1}
        className={classes.grid}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={(event) => {
          isKept.current = false;
          keys(event);
        }}
        onPointerDown={() => {
          isKept.current = false;
        }}
      >
        {drawn.map(({ index, key, start }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          const reach = index === at ? 0 : -1;
          const row = (
            <EntryRow
              entry={entry}
              isChosen={chosen.has(entry.id)}
              isActive={index === at}
              isRenamed={renamedId === entry.id}
              onRenamed={() => {
                isKept.current = true;
                setActive({ id: entry.id, place: index });
                onRename(null);
              }}
              onToggle={({ shiftKey }) => (shiftKey ? chosen.upTo(entry.id) : chosen.toggle(entry.id))}
              onOpen={() => onOpen(entry)}
              menu={menuOf(entry, reach)}
            />
          );
          return (
            <div
              key={key}
              ref={rows.measureElement}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={chosen.has(entry.id)}
              tabIndex={reach}
              data-index={index}
              data-place={index}
              className={classes.row}
              style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
              onFocus={() => setActive({ id: entry.id, place: index })}
              draggable={entry.mayChange && renamedId !== entry.id}
              onDragStart={(event) => {
                event.dataTransfer.setData(draggedType, (chosen.has(entry.id) ? chosen.ids : [entry.id]).join(' '));
                event.dataTransfer.effectAllowed = 'move';
              }}
            >
              <DropPlace active={entry.kind === 'folder' && entry.mayChange} onDrop={(ids) => onDrop(ids, entry.id)}>
                <div role="presentation" className={classes.cells}>
                  {row}
                </div>
              </DropPlace>
            </div>
          );
        })}
      </div>
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
    </>
  );
}
