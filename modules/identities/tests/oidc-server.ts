import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody at the outside provider. */
export interface OutsidePerson {
  sub: string;
  preferred_username?: string;
  name?: string;
  email?: string;
}

export interface OidcServer {
  issuer: string;
  clientId: string;
  secret: string;
  /** People who have an account there, by sub. */
  people: Map<string, OutsidePerson>;
  /** What the provider does when somebody comes: signs in as this sub; null: they press cancel. */
  next: string | null;
  /** Requests so far, `GET /path`. */
  asked: string[];
  close(): Promise<void>;
}

const redirectUri = 'http://localhost:4000/anmelden/rueckkehr';

/** A real OpenID provider (panva's oidc-provider, certified) on a port of its own; its sign-in page answers by itself. */
export async function oidcServer(): Promise<OidcServer> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  const state: OidcServer = {
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'schulhof',
    secret: 'ein-langes-geheimnis-der-schule',
    people: new Map(),
    next: null,
    asked: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(state.issuer, {
    clients: [
      {
        client_id: state.clientId,
        client_secret: state.secret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['for tests only'] },
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx: unknown, sub: string) => {
      const person = state.people.get(sub);
      return person === undefined ? undefined : { accountId: sub, claims: () => ({ ...person }) };
    },
    loadExistingGrant: async (ctx: { oidc: { session: { accountId: string }; client: { clientId: string } } }) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    state.asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (!request.url?.startsWith('/interaction/')) return handle(request, response);
    const answer = state.next === null ? { error: 'access_denied' } : { login: { accountId: state.next } };
    void provider.interactionFinished(request, response, answer, { mergeWithLastSubmission: false });
  });
  return state;
}

/**
 * What a browser does at the provider: follows it from page to page until it sends back to us.
 *
 * @returns the query of the address it sends back to
 */
export async function visit(address: string): Promise<string> {
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
