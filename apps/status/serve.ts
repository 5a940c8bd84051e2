import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answers } from './answer.ts';
import type { FixedFile } from './fixed-files.ts';

/** No address of ours is longer. */
const longestAddress = 500;

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** The server of the status pages: reads only, knows nobody, keeps nothing of who asks. */
export function statusServer(files: ReadonlyMap<string, FixedFile>, answers: Answers): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16_384 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500);
      else response.destroy();
    });
  });
  server.maxConnections = 2_000; // a flood here must not take the machine's memory
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request;
    request.resume();
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, { allow: 'GET, HEAD' });
    if (url.length > longestAddress) return refuse(response, 414);
    const cut = url.indexOf('?');
    const path = cut < 0 ? url : url.slice(0, cut);
    const file = files.get(path);
    if (file !== undefined) {
      response.writeHead(200, {
        ...headers,
        'content-type': file.type,
        'cache-control': 'max-age=3600',
        'content-length': file.bytes.length,
      });
      response.end(method === 'HEAD' ? undefined : file.bytes);
      return;
    }
    const page = await answers(path, new URLSearchParams(cut < 0 ? '' : url.slice(cut)), request.headers['accept-language']);
    const isPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const bytes = isPacked ? page.gzipped : page.plain;
    response.writeHead(page.status, {
      ...headers,
      'content-type': page.type,
      'content-length': bytes.length,
      'cache-control': 'no-cache, max-age=0',
      vary: 'accept-encoding, accept-language',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
      ...(page.language === null ? {} : { 'content-language': page.language }),
    });
    response.end(method === 'HEAD' ? undefined : bytes);
  }
}

function refuse(response: ServerResponse, status: number, more: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, ...more, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}
