import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { FirstAdmin } from './first-admin.ts';

/** How many requests ended how: by status, or by what broke. */
type Outcomes = Map<string, number>;

/**
 * Asks on and on over connections that are kept open, as browsers and load balancers do, and never again after a failure: the front door some dozen times a
 * second, and as somebody signed in reads and repeatable writes, below the limit of one person.
 */
export function keepAsking(origin: string, { slug, cookie }: FirstAdmin, spaceId: string): { stop(): Promise<Outcomes> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const outcomes: Outcomes = new Map();
  let going = true;
  // at the front door nobody is signed in: a person has a limit of its own
  const ask = (method: string, path: string, body?: object, session: Record<string, string> = { cookie }) =>
    new Promise<void>((resolve) => {
      const ended = (outcome: string) => {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        resolve();
      };
      const headers = { ...session, origin, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const asked = request(`${origin.replace('localhost', '127.0.0.1')}${path}`, {
        method,
        agent,
        headers: { ...headers, host: new URL(origin).host },
      });
      asked.on('response', (answer) => {
        answer.resume();
        answer.on('end', () => ended(`${method} ${path} ${answer.statusCode}`));
        answer.on('error', (error) => ended(`${method} ${path} ${error.message}`));
      });
      asked.on('error', (error) => ended(`${method} ${path} ${error.message}`));
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const again = async (pauseMs: number, work: () => Promise<void>) => {
    while (going) {
      await work();
      await pause(Math.random() * 2 * pauseMs);
    }
  };
  const all = [
    ...Array.from({ length: 4 }, () => again(60, () => ask('GET', '/api/door', undefined, {}))),
    again(400, () => ask('GET', `/api/${slug}/start`)),
    again(400, () => ask('POST', `/api/${slug}/files/folders`, { spaceId, folderId: null, name: randomUUID() })),
  ];
  return {
    stop: async () => {
      going = false;
      await Promise.all(all);
      agent.destroy();
      return outcomes;
    },
  };
}

/** A page that follows a topic; `look` resolves when it is told to look again. */
export async function follow(origin: string, { slug, cookie }: FirstAdmin, topic: string): Promise<{ look: Promise<void>; close(): void }> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/${slug}/live`, { headers: { cookie } });
  const heard = (what: string) =>
    new Promise<void>((resolve, reject) => {
      socket.on('message', (text) => String(text) === JSON.stringify({ [what]: topic }) && resolve());
      socket.on('error', reject);
      setTimeout(() => reject(new Error(`not told: ${what} ${topic}`)), 10_000).unref();
    });
  const following = heard('following');
  const look = heard('look');
  look.catch(() => {}); // whoever waits for it is told
  socket.on('open', () => socket.send(JSON.stringify({ follow: topic })));
  await following;
  return { look, close: () => socket.close() };
}
