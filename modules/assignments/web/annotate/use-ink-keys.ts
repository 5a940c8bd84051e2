import { useEffect, useRef } from 'react';
import { type Hand, type Tool, toolKeys, tools } from './desk.ts';
import type { Ink } from './ink-store.ts';

/** Tools by their letter, Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z): everywhere on the page but where somebody types. */
export function useInkKeys(ink: Ink, onHand: (part: Partial<Hand>) => void, isOn: boolean): void {
  const latest = useRef(onHand);
  latest.current = onHand;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const tool = tools.find((name: Tool) => toolKeys[name] === key);
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'z' && key !== 'y') return;
        if (key === 'y' || event.shiftKey) ink.redo();
        else ink.undo();
      } else if (tool !== undefined && !event.shiftKey) latest.current({ tool });
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [ink, isOn]);
}

function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable="true"], [role="dialog"]';
  return target instanceof HTMLElement && target.closest(fields) !== null;
}
