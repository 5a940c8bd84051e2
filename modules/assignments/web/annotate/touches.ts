import type { Desk } from './desk.ts';

interface Drawing {
  isDrawing: () => boolean;
  /** A second finger came: what the first began was no stroke. */
  giveUp: () => void;
  desk: () => Desk;
}

/**
 * Who moves the page. While a pen or a drawing finger is down the browser is kept from scrolling; where one finger draws, two fingers move and zoom the
 * page here, since the browser cannot be asked to do the one without the other. Returns how to stop.
 */
export function trackTouches(leaf: HTMLElement, { isDrawing, giveUp, desk }: Drawing): () => void {
  let middle: { x: number; y: number; apart: number } | null = null;
  const start = (event: TouchEvent) => {
    if (event.touches.length >= 2 && desk().hand.finger) {
      if (isDrawing()) giveUp();
      middle = middleOf(event.touches);
    }
    if (isDrawing() || middle !== null) event.preventDefault();
  };
  const move = (event: TouchEvent) => {
    if (middle === null) {
      if (isDrawing()) event.preventDefault();
      return;
    }
    event.preventDefault();
    const next = middleOf(event.touches);
    if (next === null) return;
    leaf.closest('[data-stage]')?.scrollBy(middle.x - next.x, middle.y - next.y);
    middle = { ...next, apart: middle.apart };
  };
  const end = (event: TouchEvent) => {
    if (middle === null || event.touches.length >= 2) return;
    const last = middleOf([...event.touches, ...event.changedTouches]);
    if (last !== null && middle.apart > 0) desk().onPinch(last.apart / middle.apart);
    middle = null;
  };
  // not passive: these are the events by which scrolling is stopped
  leaf.addEventListener('touchstart', start, { passive: false });
  leaf.addEventListener('touchmove', move, { passive: false });
  leaf.addEventListener('touchend', end);
  leaf.addEventListener('touchcancel', end);
  return () => {
    leaf.removeEventListener('touchstart', start);
    leaf.removeEventListener('touchmove', move);
    leaf.removeEventListener('touchend', end);
    leaf.removeEventListener('touchcancel', end);
  };
}

function middleOf(touches: ArrayLike<Touch>): { x: number; y: number; apart: number } | null {
  const [first, second] = [touches[0], touches[1]];
  if (first === undefined || second === undefined) return null;
  return {
    x: (first.clientX + second.clientX) / 2,
    y: (first.clientY + second.clientY) / 2,
    apart: Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY),
  };
}
