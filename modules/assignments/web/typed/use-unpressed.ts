import { useEffect, useRef } from 'react';

const begins = ['pointerdown', 'mousedown'] as const;
const ends = ['pointerup', 'pointercancel', 'mouseup'] as const;

/**
 * Does something while nothing is being pressed: now, or as soon as what is pressed has had its click. What moves a button between press and release
 * takes the press away from it. A finger's mouse events come after it has left the glass, so both count.
 */
export function useUnpressed(): (work: () => void) => void {
  const state = useRef<{ pressed: boolean; waiting: (() => void)[] }>({ pressed: false, waiting: [] });
  useEffect(() => {
    const now = state.current;
    const begin = () => {
      now.pressed = true;
    };
    // the click comes in the same step as the release
    const end = () => {
      now.pressed = false;
      setTimeout(() => {
        if (!now.pressed) for (const work of now.waiting.splice(0)) work();
      });
    };
    for (const name of begins) addEventListener(name, begin, { capture: true });
    for (const name of ends) addEventListener(name, end, { capture: true });
    return () => {
      now.waiting.length = 0;
      for (const name of begins) removeEventListener(name, begin, { capture: true });
      for (const name of ends) removeEventListener(name, end, { capture: true });
    };
  }, []);
  return (work) => {
    if (state.current.pressed) state.current.waiting.push(work);
    else work();
  };
}
