import { startChild } from '../../child.ts';
import type { Answered, Order, Report } from './orders.ts';
import type { Arrival, Person } from './person.ts';

/** People, or those who will come, in one message. */
const perMessage = 5_000;

/** The load client, running. */
export interface LoadClient {
  pid: number;
  /** @throws Error when the client itself fails; what the server does wrong is in the recording */
  tell(order: Exclude<Order, { do: 'report' }>): Promise<void>;
  know(who: 'new' | 'returning' | 'working', people: readonly Person[]): Promise<void>;
  /** Says who will come; they do with the next `play`. */
  plan(arrivals: readonly Arrival[]): Promise<void>;
  /** Everybody planned comes, beginning now. Done when the last of them has gone. */
  play(): Promise<void>;
  report(): Promise<Report>;
  stop(): Promise<void>;
}

/** Starts the client in a process of its own. */
export function startLoadClient(): LoadClient {
  const child = startChild(new URL('./main.ts', import.meta.url));
  const waiting = new Map<number, { resolve(answer: Report | null): void; reject(error: Error): void }>();
  let last = 0;
  child.listen(
    (message) => {
      const answered = message as Answered; // what main.ts sends
      const one = waiting.get(answered.number);
      waiting.delete(answered.number);
      if ('failed' in answered) one?.reject(new Error(answered.failed));
      else one?.resolve(answered.answer);
    },
    (why) => {
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    },
  );
  const send = (order: Order) =>
    new Promise<Report | null>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ number: last, order });
    });
  return {
    pid: child.pid,
    tell: async (order) => void (await send(order)),
    know: async (who, people) => {
      for (let from = 0; from < people.length; from += perMessage)
        await send({ do: 'know', who, people: people.slice(from, from + perMessage) });
    },
    plan: async (arrivals) => {
      for (let from = 0; from < arrivals.length; from += perMessage)
        await send({ do: 'plan', arrivals: arrivals.slice(from, from + perMessage) });
    },
    play: async () => void (await send({ do: 'play' })),
    report: async () => {
      const report = await send({ do: 'report' });
      if (report === null) throw new Error('the client has nothing to report');
      return report;
    },
    stop: child.stop,
  };
}
