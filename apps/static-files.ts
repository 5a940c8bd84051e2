import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  woff: 'font/woff',
  wasm: 'application/wasm',
};

interface StaticFile {
  plain: Buffer;
  br: Buffer | null;
  gz: Buffer | null;
  type: string;
  /** Changes with the content: who shows it gets it again only when it has changed. Weak, since it is the same however it is compressed. */
  tag: string;
}

/**
 * Serves every file of a build from memory, compressed beforehand: under /assets/ for a year (their names carry a hash), the others
 * asked about anew each time, and sent only when they have changed. Some megabytes, read once at start: no disk and no compression at eight o'clock.
 */
export async function addStaticFiles(app: FastifyInstance, distDir: string): Promise<void> {
  const files = await readAll(distDir);
  // opened by itself, none of these may do more than the worker needs
  const alone = { 'content-security-policy': "default-src 'none'; connect-src 'self'; style-src 'self'" };
  for (const [path, file] of files)
    if (!path.startsWith('/assets/')) app.get(path, (request, reply) => send(request, reply.headers(alone), file, 'no-cache'));
  app.get('/assets/*', (request, reply) => {
    const file = files.get(request.url.split('?')[0] ?? '');
    if (file === undefined) return reply.callNotFound();
    return send(request, reply, file, 'public, max-age=31536000, immutable');
  });
}

function send(request: FastifyRequest, reply: FastifyReply, file: StaticFile, cache: string) {
  reply.headers({
    'content-type': file.type,
    'cache-control': cache,
    etag: file.tag,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  if (file.gz !== null) reply.header('vary', 'accept-encoding');
  if (request.headers['if-none-match']?.split(/, */).includes(file.tag)) return reply.code(304).send();
  if (file.br !== null && takes(request, 'br')) return reply.header('content-encoding', 'br').send(file.br);
  if (file.gz !== null && takes(request, 'gzip')) return reply.header('content-encoding', 'gzip').send(file.gz);
  return reply.send(file.plain);
}

/** Whether an encoding is named and not refused (`br;q=0`, RFC 9110, section 12.5.3). */
function takes({ headers }: FastifyRequest, encoding: 'br' | 'gzip'): boolean {
  const named = String(headers['accept-encoding'] ?? '')
    .split(',')
    .find((part) => part.trim().split(/ *;/)[0] === encoding);
  return named !== undefined && !/; *q=0(\.0*)? *$/.test(named);
}

async function readAll(distDir: string): Promise<Map<string, StaticFile>> {
  const bytes = new Map<string, Buffer>();
  for (const entry of await readdir(distDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = `${entry.parentPath}/${entry.name}`;
    bytes.set(place.slice(distDir.length), await readFile(place));
  }
  const files = new Map<string, StaticFile>();
  for (const [path, plain] of bytes) {
    const type = types[path.slice(path.lastIndexOf('.') + 1)];
    if (type === undefined) continue;
    const tag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
    files.set(path, { plain, br: bytes.get(`${path}.br`) ?? null, gz: bytes.get(`${path}.gz`) ?? null, type, tag });
  }
  return files;
}
