/** The client of the transfer in a process of its own: sends a file as a browser does, or fetches one. Its CPU and memory are not counted. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { partBytes } from '#modules/files/contract.ts';

/** Told to the client. */
export type Task =
  | { do: 'upload'; port: number; slug: string; cookie: string; path: string; name: string; sizeBytes: number }
  /** `into`: the file it is written to; null: the bytes are counted and thrown away. */
  | { do: 'download'; port: number; slug: string; cookie: string; fileId: string; into: string | null }
  /** At node:http alone, in one request. */
  | { do: 'put'; port: number; path: string; sizeBytes: number }
  | { do: 'get'; port: number; into: string };

/** Told back. `fileId` is the file that was made. */
export type Outcome = { seconds: number; fileId: string; bytes: number } | { failed: string };

process.once('disconnect', () => process.exit());
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const bufferBytes = 1_048_576;

process.on('message', (task: Task) => {
  const begun = performance.now();
  perform(task).then(
    (done) => process.send?.({ ...done, seconds: (performance.now() - begun) / 1000 } satisfies Outcome),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) } satisfies Outcome),
  );
});

function perform(task: Task): Promise<{ fileId: string; bytes: number }> {
  if (task.do === 'upload') return upload(task);
  if (task.do === 'put') return put(task);
  const { port } = task;
  if (task.do === 'get') return receive({ host: '127.0.0.1', port }, task.into);
  const { slug, fileId, cookie, into } = task;
  return receive({ host: '127.0.0.1', port, path: `/api/${slug}/files/${fileId}/content`, headers: { cookie } }, into);
}

async function put({ port, path, sizeBytes }: Extract<Task, { do: 'put' }>) {
  const asked = request({ agent, host: '127.0.0.1', port, method: 'PUT', headers: { 'content-length': sizeBytes } });
  const answer = answered(asked, 200);
  await pipeline(createReadStream(path, { highWaterMark: bufferBytes }), asked);
  await answer;
  return { fileId: '', bytes: sizeBytes };
}

/** The protocol as the pages speak it: begun once, then part after part. */
async function upload({ port, slug, cookie, path, name, sizeBytes }: Extract<Task, { do: 'upload' }>) {
  const tus = { cookie, 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  const begin = request({
    agent,
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: `/api/${slug}/files/uploads`,
    headers: { ...tus, 'upload-length': sizeBytes, 'upload-metadata': metadata },
  });
  begin.end();
  const address = String((await answered(begin, 201)).headers.location);
  for (let offset = 0; offset < sizeBytes; offset += partBytes) {
    const length = Math.min(partBytes, sizeBytes - offset);
    const headers = { ...tus, 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': length };
    const part = request({ agent, host: '127.0.0.1', port, method: 'PATCH', path: address, headers });
    const answer = answered(part, 204);
    await pipeline(createReadStream(path, { start: offset, end: offset + length - 1, highWaterMark: bufferBytes }), part);
    await answer;
  }
  return { fileId: address.split('/').at(-1) ?? '', bytes: sizeBytes };
}

async function answered(asked: ClientRequest, status: number): Promise<IncomingMessage> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]; // as node:http says of this event
  let text = '';
  for await (const part of answer) text += String(part);
  if (answer.statusCode !== status) throw new Error(`${asked.method} ${asked.path}: ${answer.statusCode} ${text.slice(0, 300)}`);
  return answer;
}

async function receive(from: RequestOptions, into: string | null) {
  const asked = request({ agent, ...from });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]; // as node:http says of this event
  if (answer.statusCode !== 200) throw new Error(`the download was refused: ${answer.statusCode}`);
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const away = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(answer, into === null ? away : createWriteStream(into, { highWaterMark: bufferBytes }));
  return { fileId: '', bytes };
}
