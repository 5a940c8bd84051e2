import type { KeyboardEvent } from 'react';

const rowSelector = '[data-row]';

/** Up, down, Home and End walk over the `[data-row]` links inside; everything else stays as the browser does it. Spread on the list. */
export function useArrowKeys() {
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(rowSelector)];
      const focused = document.activeElement;
      const at = rows.findIndex((row) => row === focused || row.closest('li,tr')?.contains(focused));
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
      const next = to === undefined ? undefined : rows[to];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}
