import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How a made-up platform answers; each of these may be set anew at any time. */
export interface MadeUp {
  page: (response: ServerResponse) => void;
  signIn: (response: ServerResponse) => void;
  parts: (response: ServerResponse) => void;
  live: 'opens' | 'refuses' | 'lies';
  /** Handles under which sign-ins were begun. */
  handles: string[];
}

/** Answers with JSON. */
export function json(status: number, value: object, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

const page = '<!doctype html><html><script type="module" src="/assets/a.js"></script><link rel="stylesheet" href="/assets/a.css"></html>';

/** A platform that is well, as far as the status page can tell, on a port of its own. */
export async function aPlatform(port = 0): Promise<{ target: URL; port: number; madeUp: MadeUp; stop(): Promise<void> }> {
  const madeUp: MadeUp = {
    page: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    signIn: json(200, { loginResponse: 'x'.repeat(400), sealed: 'y'.repeat(40), stretching: 'memory-constrained' }),
    parts: json(200, { database: 'ok', files: 'ok', jobs: 'ok', mail: 'ok', waiting: 0 }),
    live: 'opens',
    handles: [],
  };
  const server: Server = createServer((request, response) => void answer(madeUp, request, response));
  server.on('upgrade', (request, socket) => {
    if (madeUp.live === 'refuses') return socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
    const key = madeUp.live === 'lies' ? 'other' : String(request.headers['sec-websocket-key']);
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy()).resume();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    target: new URL(`http://127.0.0.1:${chosen}`),
    port: chosen,
    madeUp,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(madeUp: MadeUp, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (path === '/api/status/parts') return madeUp.parts(response);
  if (path !== '/api/sign-in/start') return path.startsWith('/assets/') ? void response.end('x') : madeUp.page(response);
  let text = '';
  for await (const piece of request) text += String(piece);
  const body: { handle: string } = JSON.parse(text);
  madeUp.handles.push(body.handle);
  madeUp.signIn(response);
}
