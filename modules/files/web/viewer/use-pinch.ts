import { type RefObject, useEffect, useRef } from 'react';

/**
 * Two fingers on the stage zoom what it shows; one finger scrolls as always. `onPinch` gets how many times farther apart they are than before.
 *
 * @param isQuick  what follows the fingers; all else is drawn anew only when they are lifted
 */
export function usePinch(stage: RefObject<HTMLElement | null>, isQuick: boolean, onPinch: (factor: number) => void): void {
  const told = useRef(onPinch);
  told.current = onPinch;
  const quick = useRef(isQuick);
  quick.current = isQuick;
  useEffect(() => {
    const touched = stage.current;
    if (touched === null) return;
    let apart = 0;
    let last = 0;
    const begin = (event: TouchEvent) => {
      apart = distance(event);
      last = apart;
    };
    const end = () => {
      if (apart > 0 && last > 0 && last !== apart) told.current(last / apart);
      apart = 0;
    };
    const move = (event: TouchEvent) => {
      const now = distance(event);
      if (now === 0 || apart === 0) return;
      event.preventDefault(); // or the browser enlarges the whole page
      last = now;
      if (!quick.current) return;
      told.current(now / apart);
      apart = now;
    };
    touched.addEventListener('touchstart', begin, { passive: true });
    touched.addEventListener('touchmove', move, { passive: false });
    touched.addEventListener('touchend', end, { passive: true });
    touched.addEventListener('touchcancel', end, { passive: true });
    return () => {
      touched.removeEventListener('touchstart', begin);
      touched.removeEventListener('touchmove', move);
      touched.removeEventListener('touchend', end);
      touched.removeEventListener('touchcancel', end);
    };
  }, [stage]);
}

/** Between two fingers, in CSS pixels; 0 when there are not two. */
function distance({ touches }: TouchEvent): number {
  const [one, other] = [touches[0], touches[1]];
  if (one === undefined || other === undefined || touches.length !== 2) return 0;
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
