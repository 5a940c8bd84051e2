import type { Answer } from '#kernel/contract/contract.ts';
import type { partsContract } from '#kernel/status/contract.ts';
import { forEachPart, type Look, type PartId, type Seen, together, worst } from '../parts.ts';
import { type Answered, ask, shakeHands } from './ask.ts';
import { opaqueStart } from './opaque-start.ts';

/** What one thing looked at says, and the place in line it was given when the door was full. */
interface Found {
  seen: Seen;
  place?: number;
}

/** From so many milliseconds on, people notice. */
const slowMs = 2_500;

/** Looks at every part of every server over HTTP, as a browser would. Never throws: what goes wrong is what was seen. */
export async function look(targets: readonly URL[], now: () => number): Promise<Look> {
  const at = now();
  const found = await Promise.all(targets.map((target) => lookAt(target)));
  const waiting = found.map((one) => one.waiting).filter((count) => count !== null);
  return {
    at,
    parts: forEachPart((part) => together(found.map((one) => one.parts[part]))),
    waiting: waiting.length === 0 ? null : Math.max(...waiting),
  };
}

async function lookAt(target: URL): Promise<{ parts: Record<PartId, Seen>; waiting: number | null }> {
  const [page, signIn, live, inside] = await Promise.all([
    timed(() => seeSignInPage(target)),
    timed(() => seeSignIn(target)),
    timed(() => seeLiveLine(target)),
    seeInside(target),
  ]);
  return {
    parts: {
      sign_in: signIn.seen,
      pages: worst([page.seen, inside.database]),
      files: inside.files,
      messages: worst([inside.jobs, inside.mail]),
      live: live.seen,
    },
    waiting: inside.waiting ?? page.place ?? signIn.place ?? null,
  };
}

/** The page at which everybody comes in, and the first script and style it names. */
async function seeSignInPage(target: URL): Promise<Found> {
  const page = await ask(new URL('/', target), {
    headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  });
  const line = inLine(page);
  if (line !== null) return line;
  if (page.status !== 200 || !/<html/i.test(page.body)) return { seen: 'failed' };
  const named = [/<script[^>]+src="(\/[^"]+)"/.exec(page.body)?.[1], /<link[^>]+href="(\/[^"]+\.css)"/.exec(page.body)?.[1]];
  const files = await Promise.all(named.filter((path) => path !== undefined).map((path) => ask(new URL(path, target))));
  return { seen: files.every(({ status }) => status === 200) ? 'ok' : 'failed' };
}

/**
 * Begins a sign-in under a name nobody has. The server takes the same way for it as for any other, so that this says whether one can sign in; each time
 * it is another name, since beginnings without an end are counted by name.
 */
async function seeSignIn(target: URL): Promise<Found> {
  const handle = `status-${crypto.randomUUID()}`;
  const answer = await ask(new URL('/api/sign-in/start', target), { body: { school: null, handle, startLoginRequest: opaqueStart } });
  const line = inLine(answer);
  if (line !== null) return line;
  const { loginResponse, sealed } = objectIn(answer);
  return { seen: answer.status === 200 && typeof loginResponse === 'string' && typeof sealed === 'string' ? 'ok' : 'failed' };
}

/** The line over which pages hear that something is new. The server then closes it, since nobody is signed in here. */
async function seeLiveLine(target: URL): Promise<Found> {
  await shakeHands(new URL('/api/status/live', target));
  return { seen: 'ok' };
}

type Inside = Record<'database' | 'files' | 'jobs' | 'mail', Seen> & { waiting: number | null };

/** What the server says of what cannot be seen from outside. One that is gone has none of it; one that does not know the question says nothing. */
async function seeInside(target: URL): Promise<Inside> {
  const all = (seen: Seen): Inside => ({ database: seen, files: seen, jobs: seen, mail: seen, waiting: null });
  const answer = await ask(new URL('/api/status/parts', target)).catch(() => null);
  if (answer === null || answer.status >= 500) return all('failed');
  if (answer.status !== 200) return all('unknown');
  const said = objectIn(answer);
  const seen = (part: Exclude<keyof Answer<typeof partsContract>, 'waiting'>): Seen => {
    const word = said[part];
    return word === 'ok' || word === 'slow' || word === 'failed' ? word : 'unknown';
  };
  const { waiting } = said;
  return {
    database: seen('database'),
    files: seen('files'),
    jobs: seen('jobs'),
    mail: seen('mail'),
    waiting: typeof waiting === 'number' && Number.isInteger(waiting) && waiting >= 0 ? waiting : null,
  };
}

/** When the door is full, newcomers are given a place in line (docs/decisions/0042): that works, and takes longer. */
function inLine(answer: Answered): Found | null {
  if (answer.status !== 503) return null;
  const { code, data } = objectIn(answer);
  const hasPlace = answer.headers['set-cookie']?.some((cookie) => cookie.startsWith('schulhof_place=')) ?? false;
  if (code !== 'kernel.full' && !hasPlace) return null;
  const place: unknown = typeof data === 'object' && data !== null && 'place' in data ? data.place : undefined;
  return typeof place === 'number' ? { seen: 'slow', place } : { seen: 'slow' };
}

function objectIn({ body }: Answered): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function timed(see: () => Promise<Found>): Promise<Found> {
  const began = performance.now();
  const found = await see().catch((): Found => ({ seen: 'failed' }));
  return found.seen === 'ok' && performance.now() - began > slowMs ? { ...found, seen: 'slow' } : found;
}
