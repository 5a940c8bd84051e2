import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ending } from './endings.ts';

/** A program of the benchmark in a process of its own, to be talked with. */
export interface Child {
  pid: number;
  send(message: object): void;
  /**
   * The next thing it says.
   *
   * @throws Error when it ends instead
   */
  next(): Promise<unknown>;
  /**
   * Hears everything it says, from now on; for a program that says several things at once, of which `next` would lose some.
   *
   * @param ended  called when it has ended, with why
   */
  listen(heard: (message: unknown) => void, ended: (why: Error) => void): void;
  stop(): Promise<void>;
}

/** Starts a program of the benchmark; it ends with us at the latest. Messages may hold dates, big numbers and bytes. */
export function startChild(file: URL): Child {
  const child = fork(file, { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${file.pathname.split('/').slice(-2).join('/')} ended with ${code ?? signal}`);
  });
  ended.catch(() => {}); // nobody may be waiting
  const end = ending(() => child.kill());
  return {
    pid: child.pid ?? 0,
    send: (message) => void child.send(message),
    next: async () => {
      const stop = new AbortController();
      try {
        return (await Promise.race([once(child, 'message', { signal: stop.signal }), ended]))[0];
      } finally {
        stop.abort();
      }
    },
    listen: (heard, gone) => {
      child.on('message', heard);
      ended.catch(gone);
    },
    stop: end.run,
  };
}
