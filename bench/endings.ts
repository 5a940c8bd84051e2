const open = new Set<() => Promise<void>>();

/** What must be ended whatever happens, latest first: a benchmark that is broken off leaves no server and no folder behind. */
export interface Ending {
  /** Ends it now. Repeatable. */
  run(): Promise<void>;
}

/** Remembers how something that was started is ended; `run` does it, and so does an interruption. */
export function ending(end: () => unknown): Ending {
  let ended: Promise<void> | undefined;
  // open until it has ended, so that whoever ends everything waits for what another has begun to end
  const once = () => {
    ended ??= (async () => end())()
      .then(() => {})
      .finally(() => open.delete(once));
    return ended;
  };
  open.add(once);
  return { run: once };
}

/** Ends everything that is still open, latest first; what fails does not keep the others from ending. */
export async function endAll(): Promise<void> {
  for (const end of [...open].reverse()) {
    try {
      await end();
    } catch (error) {
      console.error(error);
    }
  }
}
