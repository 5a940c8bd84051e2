import { startChild } from '../child.ts';
import type { Outcome, Task } from './main.ts';

/** A running client process. */
export interface Client {
  pid: number;
  /** @throws Error with the first answer that was not as wished */
  perform(task: Task): Promise<Exclude<Outcome, { failed: string }>>;
}

/** Starts the client in a process of its own. One task at a time. */
export function startClient(): Client {
  const child = startChild(new URL('./main.ts', import.meta.url));
  return {
    pid: child.pid,
    perform: async (task) => {
      child.send(task);
      const outcome = (await child.next()) as Outcome; // what main.ts sends
      if ('failed' in outcome) throw new Error(outcome.failed);
      return outcome;
    },
  };
}
