import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import type { Leaf } from '#modules/files/web/public.tsx';
import type { InkText } from '../../annotate/contract.ts';
import classes from './annotate.module.css';
import { useDesk, useInk } from './desk.ts';
import { InkTextField } from './InkTextField.tsx';
import { annotationAt, boxOf, moved, newAnnotationId, pageUnits, share } from './ink.ts';
import { useDrawing } from './use-drawing.ts';
import { useFinishedInk } from './use-finished-ink.ts';

/** A step of the arrow keys, in shares of the page; with Shift five of them. */
const step = 0.01;

/** What lies over one page: finished ink, the stroke being drawn, the text being typed. A stop of the Tab key, with keys of its own. */
export function PageInk({ number: page, widthPx, heightPx }: Leaf) {
  const t = useTexts('assignments');
  const desk = useDesk();
  const { ink, hand, readOnly, selected, select } = desk;
  const annotations = useInk(ink, page);
  const place = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const [typing, setTyping] = useState<{ x: number; y: number; before: InkText | null } | null>(null);
  const moving = useRef<{ id: string; gesture: symbol } | null>(null);
  const { highlights, written } = useFinishedInk(
    annotations.filter((annotation) => annotation !== typing?.before),
    widthPx,
    heightPx,
  );
  useDrawing(place, live, page, desk);
  const heightUnits = (heightPx / widthPx) * pageUnits;
  const chosen = selected?.page === page ? annotations.find(({ id }) => id === selected.id) : undefined;

  const put = (x: number, y: number) => {
    if (hand.tool === 'text') return setTyping({ x: share(x), y: share(y), before: null });
    if (hand.tool !== 'stamp') return;
    const id = newAnnotationId();
    ink.change(page, { added: [{ kind: 'stamp', id, colour: hand.colour, size: hand.size, stamp: hand.stamp, x: share(x), y: share(y) }] });
    select({ page, id });
  };
  const click = (event: MouseEvent) => {
    const room = place.current?.getBoundingClientRect();
    if (readOnly || room === undefined || typing !== null) return;
    const [x, y] = [(event.clientX - room.left) / room.width, (event.clientY - room.top) / room.height];
    const hit = annotationAt(annotations, { x: x * pageUnits, y: y * heightUnits }, heightUnits, 6);
    if (hit?.kind === 'text' && (hand.tool === 'text' || event.detail === 2)) setTyping({ x: hit.x, y: hit.y, before: hit });
    else if (hand.tool === 'pointer') select(hit === undefined ? null : { page, id: hit.id });
    else put(x, y);
  };
  const press = (event: KeyboardEvent) => {
    if (readOnly || event.target !== place.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by !== undefined && chosen !== undefined) {
      if (moving.current?.id !== chosen.id) moving.current = { id: chosen.id, gesture: Symbol('moving') };
      const far = step * (event.shiftKey ? 5 : 1);
      const there = moved(chosen, { x: (by[0] ?? 0) * far, y: (by[1] ?? 0) * far });
      if (there !== chosen) ink.change(page, { removed: [chosen], added: [there] }, moving.current.gesture);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && chosen !== undefined) {
      ink.change(page, { removed: [chosen] });
      select(null);
    } else if (event.key === 'Escape' && chosen !== undefined) select(null);
    else if (event.key === 'Enter' && chosen?.kind === 'text') setTyping({ x: chosen.x, y: chosen.y, before: chosen });
    else if (event.key === 'Enter' && chosen === undefined) put(0.5, middleInView(place.current));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const done = (text: string) => {
    const before = typing?.before ?? null;
    setTyping(null);
    const typed = text.trim();
    place.current?.focus({ preventScroll: true });
    if (typing === null || (before === null && typed === '')) return;
    if (before !== null && typed === '') return ink.change(page, { removed: [before] });
    const after: InkText =
      before === null
        ? { kind: 'text', id: newAnnotationId(), colour: hand.colour, size: hand.size, x: typing.x, y: typing.y, text: typed }
        : { ...before, text: typed };
    if (before?.text === typed) return;
    ink.change(page, { removed: before === null ? [] : [before], added: [after] });
    select({ page, id: after.id });
  };
  const box = chosen === undefined ? null : boxOf(chosen, heightUnits);
  const unitPx = widthPx / pageUnits;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a page with things on it is no set of fields
    <div
      ref={place}
      className={classes.ink}
      role="group"
      tabIndex={readOnly ? -1 : 0}
      data-tool={readOnly ? undefined : hand.tool}
      data-finger={(!readOnly && hand.finger) || undefined}
      data-ink={page}
      aria-label={t('annotate.page', { page, count: annotations.length })}
      onClick={click}
      onKeyDown={press}
      onBlur={() => {
        moving.current = null;
      }}
    >
      <canvas ref={highlights} className={classes.highlights} aria-hidden />
      <canvas ref={written} aria-hidden />
      <canvas ref={live} className={classes.live} width={0} height={0} aria-hidden />
      {box !== null && typing === null && (
        <i
          className={classes.chosen}
          style={{ left: box.left * unitPx - 4, top: box.top * unitPx - 4, width: box.width * unitPx + 8, height: box.height * unitPx + 8 }}
        />
      )}
      {typing !== null && <InkTextField {...typing} look={typing.before ?? hand} unitPx={unitPx} heightPx={heightPx} onDone={done} />}
    </div>
  );
}

/** Where the middle of what is seen of a page lies, as a share of its height. */
function middleInView(leaf: HTMLElement | null): number {
  const stage = leaf?.closest('[data-stage]')?.getBoundingClientRect();
  const room = leaf?.getBoundingClientRect();
  if (stage === undefined || room === undefined) return 0.5;
  return ((Math.max(stage.top, room.top) + Math.min(stage.bottom, room.bottom)) / 2 - room.top) / room.height;
}
