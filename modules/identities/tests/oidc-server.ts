import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Somebody at the outside provider. */
export interface OutsidePerson {
  sub: string;
  preferred_username?: string;
  name?: string;
  email?: string;
}

/** What the provider is told: an account, who signs in next (null: they press cancel), or to say how often it was asked. */
export type OidcOrder = { person: OutsidePerson } | { next: string | null } | { count: true };
/** What it says. */
export type OidcWord = { issuer: string } | { asked: number };

export interface OidcServer {
  issuer: string;
  clientId: string;
  secret: string;
  /** Gives somebody an account there, or changes it. */
  knows(person: OutsidePerson): void;
  /** What the provider does when somebody comes: signs in as this sub; null: they press cancel. */
  answersAs(sub: string | null): void;
  /** Requests so far; also waits until everything said before has arrived there. */
  asked(): Promise<number>;
  /** Ends the process and waits for it. */
  close(): Promise<void>;
}

const redirectUri = 'http://localhost:4000/anmelden/rueckkehr';
const running = new Set<OidcServer>();

/** Starts a real OpenID provider (oidc-process.ts) as a process of its own, on a port of its own; its sign-in page answers by itself. */
export async function oidcServer(): Promise<OidcServer> {
  const [clientId, secret] = ['schulhof', 'ein-langes-geheimnis-der-schule'];
  const process = fork(fileURLToPath(new URL('./oidc-process.ts', import.meta.url)), [clientId, secret, redirectUri], {
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const first = await wordOf(process);
  if (!('issuer' in first)) throw new Error('the provider first says where it is');
  const tell = (order: OidcOrder) => void process.send(order);
  const server: OidcServer = {
    issuer: first.issuer,
    clientId,
    secret,
    knows: (person) => tell({ person }),
    answersAs: (next) => tell({ next }),
    asked: async () => {
      tell({ count: true });
      const word = await wordOf(process);
      return 'asked' in word ? word.asked : 0;
    },
    close: async () => {
      running.delete(server);
      const gone = once(process, 'exit');
      process.disconnect();
      await gone;
    },
  };
  running.add(server);
  return server;
}

/** The next word of the process. */
async function wordOf(process: ChildProcess): Promise<OidcWord> {
  const gone = new AbortController();
  const ended = once(process, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('the provider has ended');
  });
  ended.catch(() => undefined); // ours to stop, below
  try {
    const [word] = await Promise.race([once(process, 'message'), ended]);
    return word as OidcWord; // nothing else is sent (oidc-process.ts)
  } finally {
    gone.abort();
  }
}

/**
 * What a browser does at the provider: follows it from page to page until it sends back to us.
 *
 * @returns the query of the address it sends back to
 */
export async function visit(address: string): Promise<string> {
  for (const server of running) await server.asked(); // the channel is not the line: what was said must have arrived
  const cookies = new Map<string, string>();
  let url = new URL(address);
  for (let steps = 0; steps < 10; steps += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`the provider shows a page: ${response.status} ${(await response.text()).slice(0, 500)}`);
    url = new URL(next, url);
    if (url.href.startsWith(redirectUri)) return url.search;
  }
  throw new Error('the provider sends around in circles');
}
