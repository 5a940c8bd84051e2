import { pageKind } from './page-kind.ts';

// The worker of the browser: shell template and immutable assets, nothing else. Answers of the API and people's files are never kept.
// It is typed by hand below, since the page's own library (dom) and the worker's exclude each other in one program.

interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil: (work: Promise<unknown>) => void }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: {
      request: Request;
      respondWith: (answer: Promise<Response>) => void;
      waitUntil: (work: Promise<unknown>) => void;
    }) => void,
  ): void;
  addEventListener(
    type: 'push',
    listener: (event: { data: { json(): unknown } | null; waitUntil: (work: Promise<unknown>) => void }) => void,
  ): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: { notification: { data: unknown; close(): void }; waitUntil: (work: Promise<unknown>) => void }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; openWindow(address: string): Promise<unknown> };
  registration: { showNotification(title: string, options: { body: string; tag: string; icon: string; data: string }): Promise<void> };
}
const worker = self as unknown as Worker; // see above

const cacheName = 'schulhof-1';
/** The template is the same for every page; it is kept under one name, together with its headers (the nonce stands in both). */
const templateKey = '/template-of-the-shell';

interface AssetList {
  /** What the shell needs at once. */
  start: string[];
  /** Everything of this build. */
  all: string[];
}

worker.addEventListener('install', (event) => {
  event.waitUntil(fillCache().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (address.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !address.pathname.startsWith('/api/') && pageKind(address.pathname) === 'shell')
    event.respondWith(shell(request, (work) => event.waitUntil(work)));
});

// A push says which school and where to look, never what: the words are ours, and new ones replace those that still lie there.
worker.addEventListener('push', (event) => {
  const { school, path } = readPush(event.data?.json());
  const isGerman = navigator.language.toLowerCase().startsWith('de');
  const body = isGerman ? 'Es gibt etwas Neues.' : 'There is something new.';
  const options = { body, tag: `schulhof-${school}`, icon: '/icon-192.png', data: `/${school}/${path}` };
  event.waitUntil(worker.registration.showNotification('Schulhof', options));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow(String(event.notification.data)));
});

/** What our server sent; anything else leads to the start. */
function readPush(message: unknown): { school: string; path: string } {
  const { school = '', path = '' } = (message ?? {}) as { school?: unknown; path?: unknown }; // checked in the next line
  const isOurs = typeof school === 'string' && typeof path === 'string' && /^[a-z0-9-]*$/.test(school) && /^[a-z0-9/-]*$/.test(path);
  return isOurs ? { school, path } : { school: '', path: '' };
}

/** Immutable by their names: what is there is right. */
async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const known = await cache.match(request);
  if (known !== undefined) return known;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

/** The kept template at once, a fresh one behind it for the next time; without a kept one from the line. */
async function shell(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
  const cache = await caches.open(cacheName);
  const known = await cache.match(templateKey);
  if (known === undefined) {
    const answer = await fetch(request);
    if (isTemplate(answer)) await cache.put(templateKey, answer.clone());
    return answer;
  }
  later(refresh(cache, request.url, known.headers.get('x-build')).catch(() => undefined));
  return known;
}

/** A page of ours: not the waiting page of a full server, and nothing that stands between us and the server. */
function isTemplate({ status, headers }: Response): boolean {
  return status === 200 && headers.has('x-build') && (headers.get('content-type') ?? '').startsWith('text/html');
}

async function refresh(cache: Cache, address: string, build: string | null): Promise<void> {
  const answer = await fetch(address, { headers: { accept: 'text/html' }, credentials: 'same-origin' });
  if (!isTemplate(answer)) return;
  if (answer.headers.get('x-build') !== build) await fillCache();
  await cache.put(templateKey, answer);
}

/** Fetches what the shell needs at once and throws away what is no longer part of the build. */
async function fillCache(): Promise<void> {
  const cache = await caches.open(cacheName);
  const list = (await (await fetch('/assets-list.json', { cache: 'no-cache' })).json()) as AssetList; // written by the build
  const missing = [];
  for (const path of list.start) if ((await cache.match(path)) === undefined) missing.push(path);
  await cache.addAll(missing);
  const wanted = new Set(list.all);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path !== templateKey && !wanted.has(path)) await cache.delete(request);
  }
}
