import type { Answer } from './answer-reader.ts';
import { NoAnswer } from './connection.ts';
import { type OwnConnections, type Sockets, sourceAddress } from './sockets.ts';

/** A request as a browser sends it. */
export interface Request {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  /** A page somebody opens, or a call of one of our pages. */
  as: 'page' | 'call';
  headers?: Readonly<Record<string, string>>;
  /** sent as JSON; a string is sent as it is, with the content type among the headers */
  body?: unknown;
}

/** One person's browser: cookies and lines of its own. */
export interface Browser {
  /** @throws NoAnswer */
  ask(request: Request): Promise<Answer>;
  readonly cookies: Map<string, string>;
  /** How often it asked again by itself because a kept line had been closed. */
  readonly askedAgain: number;
  leave(): void;
}

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** So many people share an address, as at a school. */
const perAddress = 400;

/**
 * Opens a browser.
 *
 * @param number   of the person: says from which address it comes (loopback may say for whom it asks)
 * @param cookies  what it has already, name → value
 */
export function openBrowser(sockets: Sockets, number: number, cookies: Readonly<Record<string, string>> = {}): Browser {
  const own: OwnConnections = { idle: [], from: sourceAddress(number) };
  const jar = new Map(Object.entries(cookies));
  const home = Math.floor(number / perAddress);
  const address = `10.${(home >> 16) & 255}.${(home >> 8) & 255}.${home & 255}`;
  let askedAgain = 0;

  const attempt = async (text: string, fresh: boolean): Promise<Answer> => {
    const connection = await sockets.take(own, fresh);
    const answer = await connection.ask(text);
    if (!answer.closes) sockets.give(own, connection);
    return answer;
  };
  return {
    cookies: jar,
    get askedAgain() {
      return askedAgain;
    },
    ask: async (request) => {
      const text = written(request, address, jar);
      const answer = await attempt(text, false).catch((error: unknown) => {
        if (!(error instanceof NoAnswer) || !error.mayAskAgain) throw error;
        askedAgain += 1;
        return attempt(text, true);
      });
      for (const cookie of answer.cookies) keep(jar, cookie);
      return answer;
    },
    leave: () => sockets.leave(own),
  };
}

function written(request: Request, address: string, jar: ReadonlyMap<string, string>): string {
  const { method, path, as, headers = {}, body } = request;
  const kind =
    as === 'page'
      ? 'accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document\r\nsec-fetch-site: none'
      : 'accept: application/json\r\nsec-fetch-mode: cors\r\nsec-fetch-dest: empty\r\nsec-fetch-site: same-origin';
  let head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nuser-agent: ${userAgent}\r\naccept-language: de\r\nx-forwarded-for: ${address}\r\n${kind}\r\n`;
  for (const [name, value] of Object.entries(headers)) head += `${name}: ${value}\r\n`;
  if (jar.size > 0) head += `cookie: ${[...jar].map(([name, value]) => `${name}=${value}`).join('; ')}\r\n`;
  if (body === undefined) return method === 'GET' ? `${head}\r\n` : `${head}content-length: 0\r\n\r\n`;
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? '' : 'content-type: application/json\r\n';
  return `${head}${type}content-length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}

/** Keeps a cookie, or drops it when the server took it away; everything else about cookies is the same for all of ours. */
function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = '', ...rest] = cookie.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  const isOver = rest.some((it) => /^\s*max-age=0\s*$/i.test(it) || /^\s*expires=thu, 01 jan 1970/i.test(it));
  if (value === '' || isOver) jar.delete(name);
  else jar.set(name, value);
}
