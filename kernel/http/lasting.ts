const everyMs = 250;
/** Three seconds: a rush of a class is over by then. */
const times = 12;

/** Whether something has held at every look for a while. */
export interface Lasting {
  holds(): boolean;
  /** Looks once; the timer does it four times a second. */
  look(): void;
  stop(): void;
}

/** Watches whether something lasts: what holds for a moment only is no reason to leave anything out. */
export function lasting(isSo: () => boolean): Lasting {
  let inARow = 0;
  const look = () => {
    inARow = isSo() ? inARow + 1 : 0;
  };
  const timer = setInterval(look, everyMs).unref();
  return { holds: () => inARow >= times, look, stop: () => clearInterval(timer) };
}
