import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './browse.module.css';

/** What our own rows carry while they are dragged. */
export const draggedType = 'application/x-schulhof-files';

/** The rows being dragged, if it is rows of ours. */
export function readDragged(event: DragEvent): readonly string[] {
  const text = event.dataTransfer.getData(draggedType);
  return text === '' ? [] : text.split(' ');
}

interface Props {
  /** Whether anything may be dropped here. */
  active: boolean;
  onDrop: (ids: readonly string[]) => void;
  children: ReactNode;
}

/** Something rows can be dropped on. */
export function DropPlace({ active, onDrop, children }: Props) {
  const [isOver, setOver] = useState(false);
  if (!active) return children;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the second way; moving by menu and keyboard is the first
    <div
      className={classes.dropPlace}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(draggedType)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const ids = readDragged(event);
        if (ids.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onDrop(ids);
      }}
    >
      {children}
    </div>
  );
}
