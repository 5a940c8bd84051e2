/** The client in a process of its own: performs wishes over keep-alive connections when told to. Its CPU is not counted. */
import { Agent, request } from 'node:http';
import { ready } from '@serenity-kit/opaque';
import { perform, type Reply, type Step, type Wish } from './wish.ts';

/** Told to the client: perform these, so many at a time, at the server on this port. */
export interface Task {
  port: number;
  connections: number;
  wishes: Wish[];
}

/** Told back: done, or the first thing that went wrong; `last` is the last answer, to be looked at. */
export type Outcome = { seconds: number; last: Reply } | { failed: string };

await ready;
process.once('disconnect', () => process.exit());
const agents = new Map<string, Agent>();

process.on('message', (task: Task) => {
  work(task).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) } satisfies Outcome),
  );
});

async function work({ port, connections, wishes }: Task): Promise<Outcome> {
  const name = `${port} ${connections}`;
  const agent = agents.get(name) ?? new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  agents.set(name, agent);
  const begun = performance.now();
  let next = 0;
  let last: Reply | undefined;
  const worker = async () => {
    for (let wish = wishes[next++]; wish !== undefined; wish = wishes[next++])
      last = (await perform(wish, (step) => send(agent, port, step))).at(-1);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  if (last === undefined) throw new Error('there was nothing to do');
  return { seconds: (performance.now() - begun) / 1000, last };
}

function send(agent: Agent, port: number, { method, path, headers, body }: Step): Promise<Reply> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const type = content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...type } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        try {
          resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], body: JSON.parse(text) });
        } catch {
          reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 500)}`));
        }
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}
