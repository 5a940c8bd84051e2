import { startChild } from '../child.ts';
import type { BareOptions, Played } from './played.ts';

/** A running bare server. */
export interface Bare {
  port: number;
  pid: number;
  /** Gives it what it plays from now on. */
  load(played: Played[]): Promise<void>;
}

/** Starts the bare server in a process of its own. */
export async function startBare(options: BareOptions): Promise<Bare> {
  const child = startChild(new URL('./main.ts', import.meta.url));
  child.send(options);
  const port = (await child.next()) as number; // main.ts tells it first
  return {
    port,
    pid: child.pid,
    load: async (played) => {
      child.send(played);
      await child.next();
    },
  };
}
