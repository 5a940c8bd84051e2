import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a fake server saw of a request. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  at: number;
}

/** A server that answers as a test says, and remembers what it was asked. */
export interface FakeServer {
  port: number;
  seen: Seen[];
  close(): Promise<void>;
}

/** Starts it on a port of its own. */
export async function fakeServer(answer: (seen: Seen, response: ServerResponse) => void): Promise<FakeServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, at: performance.now() };
    seen.push(one);
    request.resume();
    request.on('end', () => answer(one, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends an answer in one piece. */
export function reply(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
