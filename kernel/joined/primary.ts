import type { Act } from './joined.ts';
import { memoryNumbers } from './numbers.ts';
import type { Others } from './together.ts';

/** What goes between a process and the primary. A question carries an id, which its answer repeats. */
type Message = { joined: 'ask'; id: number; act: Act } | { joined: 'answer'; id: number; value: number } | Word;
interface Word {
  joined: 'word';
  channel: string;
  message: string;
}

/** One end of a line between two processes: `process` in a worker, a worker in the primary. */
export interface ProcessLine {
  send(message: object): void;
  onMessage(listen: (message: unknown) => void): void;
}

/** The others through the primary process, which keeps the numbers and passes words on (Node's cluster). */
export function primaryOthers(line: ProcessLine): Others {
  const waiting = new Map<number, (value: number) => void>();
  let lastId = 0;
  return {
    ask: (act) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        line.send({ joined: 'ask', id: lastId, act } satisfies Message);
      }),
    say: (channel, message) => line.send({ joined: 'word', channel, message } satisfies Message),
    // a primary that is late passes words on late and loses none; one that is gone takes its workers with it
    listen: (heard) =>
      line.onMessage((message) => {
        if (!isOurs(message)) return;
        if (message.joined === 'word') heard(message.channel, message.message);
        if (message.joined !== 'answer') return;
        waiting.get(message.id)?.(message.value);
        // it answers in order: who asked before and has no answer gets none
        for (const id of waiting.keys()) {
          if (id > message.id) break;
          waiting.delete(id);
        }
      }),
    close: async () => waiting.clear(),
  };
}

/**
 * The primary's part.
 *
 * @returns takes a further worker in; the function it gives back lets the worker go
 */
export function primaryNumbers(): (line: ProcessLine) => () => void {
  const numbers = memoryNumbers();
  const lines = new Set<ProcessLine>();
  return (line) => {
    lines.add(line);
    line.onMessage((message) => {
      if (!isOurs(message)) return;
      if (message.joined === 'ask') line.send({ joined: 'answer', id: message.id, value: numbers.act(message.act) } satisfies Message);
      if (message.joined === 'word') for (const other of lines) if (other !== line) other.send(message);
    });
    return () => void lines.delete(line);
  };
}

/** The line between the two has other messages too. */
function isOurs(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'joined' in message;
}
