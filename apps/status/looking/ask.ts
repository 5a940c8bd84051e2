import { createHash, randomBytes } from 'node:crypto';
import { type ClientRequest, type IncomingHttpHeaders, request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';

/** An answer as a browser gets it. */
export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Later than this nobody waits any longer. */
const limitMs = 8_000;
/** Nothing that is looked at is larger; the rest stays unread. */
const mostBytes = 1_000_000;

/**
 * Asks over a line of its own, as a browser does that comes for the first time: a line kept open would not notice that nobody new gets in.
 *
 * @throws Error when there is no whole answer within 8 seconds
 */
export function ask(address: URL, options: { body?: object; headers?: Record<string, string> } = {}): Promise<Answered> {
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  return new Promise((resolve, reject) => {
    const headers = {
      'accept-language': 'de',
      'user-agent': 'schulhof-status',
      ...(body === null
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), origin: address.origin }),
      ...options.headers,
    };
    const request = begin(address, { method: body === null ? 'GET' : 'POST', headers });
    request.on('error', reject);
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size <= mostBytes) pieces.push(piece);
        else request.destroy(new Error('more bytes than a page has'));
      });
      response.on('error', reject);
      response.on('end', () =>
        response.complete
          ? resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('utf8') })
          : reject(new Error('the answer broke off')),
      );
    });
    request.end(body ?? undefined);
  });
}

/**
 * Opens a WebSocket as far as the handshake (RFC 6455, 4.1) and leaves again.
 *
 * @throws Error when the server or something before it does not go along within 8 seconds
 */
export function shakeHands(address: URL): Promise<void> {
  const key = randomBytes(16).toString('base64');
  const expected = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return new Promise((resolve, reject) => {
    const request = begin(address, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': key,
        origin: address.origin,
        'user-agent': 'schulhof-status',
      },
    });
    request.on('error', reject);
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      if (response.headers['sec-websocket-accept'] === expected) resolve();
      else reject(new Error('the handshake was answered by somebody else'));
    });
    request.on('response', (response) => {
      response.resume();
      request.destroy(new Error(`no handshake: ${response.statusCode}`));
    });
    request.end();
  });
}

function begin(address: URL, options: RequestOptions): ClientRequest {
  const send = address.protocol === 'https:' ? secure : plain;
  return send(address, { ...options, agent: false, signal: AbortSignal.timeout(limitMs) });
}
