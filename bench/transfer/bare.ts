/** What node:http alone does with such a file, in a process of its own: takes it in one request, hashes and writes it, or sends it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Told to it at first: the file it writes, and the one it sends. It tells back its port. */
export interface BareFiles {
  into: string;
  from: string;
}

const bufferBytes = 1_048_576;

process.once('disconnect', () => process.exit());
process.once('message', ({ into, from }: BareFiles) => {
  const server = createServer((asked, answer) => {
    if (asked.method === 'GET') createReadStream(from, { highWaterMark: bufferBytes }).pipe(answer);
    else void take(asked, into).then((hash) => answer.end(hash));
  });
  // it listens on a port
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});

async function take(asked: IncomingMessage, into: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(into, 'w');
  let [batch, waiting, writing]: [Buffer[], number, Promise<unknown>] = [[], 0, Promise.resolve()];
  // a request's bytes are buffers
  for await (const part of asked as AsyncIterable<Buffer>) {
    hash.update(part);
    batch.push(part);
    waiting += part.length;
    if (waiting < bufferBytes) continue;
    await writing;
    writing = file.writev(batch);
    [batch, waiting] = [[], 0];
  }
  await writing;
  if (batch.length > 0) await file.writev(batch);
  await file.sync();
  await file.close();
  return hash.digest('hex');
}
