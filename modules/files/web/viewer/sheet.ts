/** How one file is looked at. */
export interface Look {
  /** 1 fits. */
  zoom: number;
  /** Quarters of a turn, clockwise. */
  turns: number;
  /** Pages of a document once it is open; 0 for everything else. */
  pages: number;
}

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;

/** The next step of the zoom, upwards or downwards; the last one stays. */
function zoom(look: Look, direction: 1 | -1): Look {
  const onwards = direction === 1 ? steps.find((step) => step > look.zoom) : steps.findLast((step) => step < look.zoom);
  return { ...look, zoom: onwards ?? look.zoom };
}

/** So many times as large or small as a moment ago, within the same ends. */
function pinch(look: Look, factor: number): Look {
  return { ...look, zoom: Math.min(steps[8], Math.max(steps[0], look.zoom * factor)) };
}

/** How a file is looked at in the beginning, and what the keys and buttons change about it. */
export const sheet = {
  begin: { zoom: 1, turns: 0, pages: 0 } satisfies Look as Look, // widened: the state holds other numbers later
  zoom,
  pinch,
  turn: (look: Look): Look => ({ ...look, turns: (look.turns + 1) % 4 }),
};
