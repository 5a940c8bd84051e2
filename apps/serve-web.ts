import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addStaticFiles } from './static-files.ts';
import { pageKind } from './web/page-kind.ts';

/** Headers of every page, besides the CSP, which carries a nonce. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // video lessons need the first three; everything else stays shut
  'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
} as const;

/**
 * What a page may do, written out. No inline script, no eval; styles made at run time carry the nonce; OPAQUE needs WebAssembly. Files of people may be shown
 * from the store, where it hands them out itself; nothing of it can run.
 */
const policyWith = (nonce: string, store: string) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' blob: data:${store}`,
    "font-src 'self'",
    `connect-src 'self'${store}`,
    `media-src 'self' blob:${store}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

/**
 * Hands out what the browser loads: immutable assets, icons, manifest, service worker, and for every other GET outside /api one of two
 * templates (shell or sign-in) with a fresh nonce. Register it after the API's routes.
 *
 * @param options.distDir  folder made by `vite build -c apps/web/vite.config.ts`
 * @param options.storeOrigin  of a store that hands out files by itself (kernel/blobs); null where there is none
 * @throws Error at start when the folder holds no build
 */
export async function serveWeb(app: FastifyInstance, options: { distDir: string; storeOrigin?: string | null }): Promise<void> {
  const { distDir, storeOrigin = null } = options;
  const store = storeOrigin === null ? '' : ` ${storeOrigin}`;
  const templates = {
    shell: await template(`${distDir}/web/index.html`),
    'sign-in': await template(`${distDir}/sign-in/index.html`),
  };
  const build = (await readFile(`${distDir}/build.txt`, 'utf8')).trim();
  await addStaticFiles(app, distDir);

  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    // a missing file is not a page: its name has an ending
    if (/\.[a-z0-9]{1,12}$/i.test(path) || path.startsWith('/assets/') || path.startsWith('/api/')) return reply.callNotFound();
    const nonce = randomBytes(16).toString('base64');
    reply.headers(pageHeaders).header('content-security-policy', policyWith(nonce, store)).header('x-build', build);
    // what lies behind a link is meant for who has it, and for no search engine
    if (path.startsWith('/s/')) reply.header('x-robots-tag', 'noindex, nofollow');
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    return reply.send(templates[pageKind(path)].join(nonce));
  };
  app.get('/', page);
  app.get('/*', page);
}

/** A template cut at the places of its nonce. */
async function template(path: string): Promise<string[]> {
  const html = await readFile(path, 'utf8').catch(() => {
    throw new Error(`no build of the pages at ${path}: run vite build -c apps/web/vite.config.ts`);
  });
  return html.split('__NONCE__');
}
