import type { IncomingMessage, ServerResponse } from 'node:http';
import { chooseLanguage, type Say } from '#kernel/texts/texts.ts';
import { type Admission, placeOf, type Standing } from './admission.ts';
import { type Arrival, addressOf, holdsPlace, mayReturn, passCookie, pathOf, placeCookie, readArrival } from './arrival.ts';
import { type LineName, writePass, writePlace } from './place.ts';
import { waitingPage, waitingPolicy, waitingScript, waitingScriptPath } from './waiting-page.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface DoorOptions {
  admission: Admission;
  /** Signs places and passes. */
  key: string;
  /** `POST /api/…`: where somebody who is not signed in begins something dear. */
  begins: ReadonlySet<string>;
  /** `GET /api/…`: what anybody may ask who is not signed in. */
  open: ReadonlySet<string>;
  /** Whether what nobody waits for is left out at the moment. */
  leavesOut(): boolean;
  say: Say;
  /** Seconds since 1970. */
  now?: () => number;
}

/** So long is a pass good, and for so many beginnings: a wrong password must not cost the place. */
const passSeconds = 180;
const passUses = 8;
/** Places an address may take in ten minutes: a school is often one. */
const placesPerAddress = 3_000;
/** What nobody waits for. */
const background = /^\/(?:metrics$|dav\/)/;

const cookiesBeside = new WeakMap<IncomingMessage, string[]>();

/** Cookies that the door gives to somebody it lets in, to go out with the answer. */
export function cookiesOfDoor(request: IncomingMessage): string[] | undefined {
  return cookiesBeside.get(request);
}

/**
 * Stands before everything else: lets a request through to `handler`, or answers it at once. It knows nothing but the request's own words and the counters
 * of the lines; what it answers costs some millionths of a second, and no database.
 */
export function door(options: DoorOptions, handler: Handler): Handler {
  const { admission, key, begins, open } = options;
  const now = () => nowOf(options);
  return (request, response) => {
    const path = pathOf(request);
    if (path === waitingScriptPath) return sendScript(response);
    if (path === '/wait') return void ask(options, request, response).catch(() => response.destroy());
    if (background.test(path) && options.leavesOut()) return sendBusy(response);
    const line = lineFor(request, path);
    if (line === null) return handler(request, response);
    void enter(options, line.arrival, line, request).then(
      (waits) => (waits === null ? handler(request, response) : answer(options, line.arrival, waits, request, response)),
      () => handler(request, response), // whatever fails here must not shut people out
    );
  };

  /** In which line this belongs; null for what passes. */
  function lineFor(request: IncomingMessage, path: string): (Wish & { arrival: Arrival }) | null {
    const beginning = request.method === 'POST' && begins.has(path);
    const calls = path.startsWith('/api/') && !open.has(path);
    const opens = !calls && (admission.waits('new') || holdsPlace(request)) && (request.headers.accept ?? '').includes('text/html');
    if (!beginning && !opens && !(calls && mayReturn(request, admission.waits('returning') ? null : now()))) return null;
    const arrival = readArrival(request, key, now());
    if (arrival.kind === 'working') return null;
    if (arrival.kind === 'returning') return calls ? { name: 'returning', dear: true, arrival } : null;
    return beginning || opens ? { name: 'new', dear: beginning, arrival } : null;
  }
}

/** What somebody wants who is not at work. */
interface Wish {
  name: LineName;
  /** Takes room. What only opens a page or asks does not: whoever did it again and again would use up the room of all. */
  dear: boolean;
}

interface Waits {
  standing: Standing;
  cookies: string[];
}

/** Lets somebody in (null), or tells where they stand. */
async function enter(options: DoorOptions, arrival: Arrival, wish: Wish, request: IncomingMessage): Promise<Waits | null> {
  const { admission } = options;
  const { pass: shown, place } = arrival;
  if (shown?.line === wish.name && (await admission.ledger.used(shown.line, shown.number)) <= passUses) return null;
  if (place === null) return arrive(options, wish, request);
  await admission.ledger.learn(place);
  if (place.number > admission.ledger.known(place.line).called) return stay(options, place.line, place.number, request);
  // called, but more have come at once than there is room for: the next in a moment
  if (!admission.come(place.line)) return stay(options, place.line, place.number, request);
  if (!(await admission.ledger.spend(place.line, place.number))) {
    admission.giveBack(place.line); // shown a second time, a place takes nobody's room
    return arrive(options, wish, request);
  }
  const pass = writePass({ line: place.line, number: place.number, expires: nowOf(options) + passSeconds }, options.key);
  cookiesBeside.set(request, [cookie(passCookie, pass, passSeconds, request), cookie(placeCookie, '', 0, request)]);
  return null;
}

/** Somebody without a place: in at once, or a new place at the end. */
async function arrive(options: DoorOptions, { name: line, dear }: Wish, request: IncomingMessage): Promise<Waits | null> {
  const { admission } = options;
  if (dear ? admission.tryNow(line) : !admission.waits(line)) return null;
  const tooMany = (await admission.ledger.takenBy(addressOf(request))) > placesPerAddress;
  if (tooMany)
    return { standing: { ...admission.standing(line, admission.ledger.known(line).issued + 1), askAfterSeconds: 60 }, cookies: [] };
  return stay(options, line, await admission.ledger.issue(line), request);
}

function stay(options: DoorOptions, line: LineName, number: number, request: IncomingMessage): Waits {
  const { admission, key } = options;
  const standing = admission.standing(line, number);
  const place = placeOf(line, number, admission.ledger, nowOf(options), standing.askAfterSeconds);
  return { standing, cookies: [cookie(placeCookie, writePlace(place, key), place.keptUntil - nowOf(options), request)] };
}

/** `GET /wait`: where I stand; place 0 means come in. */
async function ask(options: DoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrival = readArrival(request, options.key, nowOf(options));
  const waits = arrival.kind === 'working' ? null : await enter(options, arrival, { name: arrival.kind, dear: false }, request);
  const cookies = (waits === null ? cookiesOfDoor(request) : waits.cookies) ?? [];
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(waits?.standing ?? { place: 0, seconds: 0, askAfterSeconds: 0 }), {
    'set-cookie': cookies,
  });
}

function answer(
  options: DoorOptions,
  arrival: Arrival,
  { standing, cookies }: Waits,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = { 'retry-after': String(Math.ceil(standing.askAfterSeconds)), 'set-cookie': cookies };
  request.resume(); // what came along is of no use now
  if (arrival.opensPage) {
    send(response, 503, 'text/html; charset=utf-8', waitingPage(standing), { ...headers, 'content-security-policy': waitingPolicy });
    return;
  }
  const message = options.say(chooseLanguage(null, request.headers['accept-language']), 'refusals.full', { ...standing });
  send(response, 503, 'application/json; charset=utf-8', JSON.stringify({ code: 'kernel.full', data: standing, message }), headers);
}

function sendScript(response: ServerResponse): void {
  send(response, 200, 'text/javascript; charset=utf-8', waitingScript, { 'cache-control': 'public, max-age=31536000, immutable' });
}

function sendBusy(response: ServerResponse): void {
  send(response, 503, 'text/plain; charset=utf-8', 'busy', { 'retry-after': '30' });
}

function send(response: ServerResponse, status: number, type: string, body: string, headers: Record<string, string | string[]>): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(body);
}

function cookie(name: string, value: string, maxAge: number, request: IncomingMessage): string {
  const secure = request.headers['x-forwarded-proto'] === 'https' || 'encrypted' in request.socket;
  return `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function nowOf({ now = () => Math.floor(Date.now() / 1000) }: DoorOptions): number {
  return now();
}
