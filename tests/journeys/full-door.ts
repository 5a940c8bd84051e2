import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { admissionOver } from '#kernel/admission/admission.ts';
import { cookiesOfDoor, door } from '#kernel/admission/door.ts';
import { alone } from '#kernel/joined/alone.ts';
import { openTexts } from '#kernel/texts/texts.ts';

/** A product behind a door that is full when the test says so. */
export interface FullDoor {
  origin: string;
  /** What came to the product, `GET /api/goethe/start`, in order. */
  through: string[];
  /** What was asked of the door, waiting and let in alike. */
  asked: string[];
  /** No room any more, and so many stand in each line already. */
  fill(ahead: number): Promise<void>;
  /** Room again: the line goes forward. */
  makeRoom(): void;
  /** Answers `POST` to this address with `503 kernel.busy` so many times. */
  busyFor(path: string, times: number): void;
  /** Makes an access token that is past its time, for a device that was signed in before. */
  sessionKey: string;
  close(): Promise<void>;
}

/**
 * Puts the door of kernel/admission, with an admission of the test's own, in front of a running product.
 *
 * @param product  where it answers, and its data folder, in which the key lies that signs access tokens
 */
export async function fullDoor(product: { origin: string; dataDir: string }): Promise<FullDoor> {
  // written by kernel/module/installation-secrets.ts
  const { sessionKey } = JSON.parse(readFileSync(join(product.dataDir, 'installation.json'), 'utf8')) as { sessionKey: string };
  const { port } = new URL(product.origin);
  const admission = admissionOver({ joined: alone(), pressure: () => 0 });
  let hasRoom = true;
  const timer = setInterval(() => hasRoom && void admission.tick(), 100);
  const through: string[] = [];
  const asked: string[] = [];
  const busy = { path: '', times: 0 };

  const pass = (request: IncomingMessage, response: ServerResponse) => {
    through.push(`${request.method} ${request.url}`);
    const inner = requestOf({ port, host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers }, (answer) => {
      const given = [...(answer.headers['set-cookie'] ?? []), ...(cookiesOfDoor(request) ?? [])];
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...(given.length > 0 && { 'set-cookie': given }) });
      answer.pipe(response);
    });
    inner.on('error', () => response.destroy());
    request.pipe(inner);
  };
  // its begins are those of the ways in that the journeys take
  const begins = new Set([
    '/api/sign-in/start',
    '/api/sign-in/passkey/start',
    '/api/code/open',
    '/api/recovery',
    '/api/demo/enter',
    '/api/card/open',
  ]);
  const guarded = door(
    {
      admission,
      key: sessionKey,
      begins,
      open: new Set(['/api/door', '/api/door/schools', '/api/outside']),
      leavesOut: () => false,
      say: openTexts([]),
    },
    pass,
  );
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (busy.times === 0 || request.url !== busy.path) return guarded(request, response);
    busy.times -= 1;
    request.resume();
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'kernel.busy', data: { retryAfterSeconds: 1 }, message: '' }));
  });
  server.on('upgrade', (request, socket, head) => {
    asked.push(`${request.method} ${request.url}`);
    const inner = connect(Number(port), '127.0.0.1', () => {
      const headers = request.rawHeaders.map((part, at) => (at % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join('');
      inner.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers}\r\n`);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    // either end gone ends both
    inner.on('error', () => socket.destroy());
    socket.on('error', () => inner.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`, // it listens on a port
    through,
    asked,
    sessionKey,
    fill: async (ahead) => {
      hasRoom = false;
      while (admission.tryNow('new'));
      while (admission.tryNow('returning'));
      for (let number = 0; number < ahead; number += 1)
        await Promise.all([admission.ledger.issue('new'), admission.ledger.issue('returning')]);
    },
    makeRoom: () => {
      hasRoom = true;
    },
    busyFor: (path, times) => Object.assign(busy, { path, times }),
    close: async () => {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
