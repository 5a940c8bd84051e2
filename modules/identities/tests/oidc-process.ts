// A real OpenID provider (panva's oidc-provider, certified) as a program of its own; started by oidc-server.ts, which tells it over the
// channel who has an account and who signs in next. It ends with the test that started it, however that ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { OidcOrder, OidcWord, OutsidePerson } from './oidc-server.ts';

const [clientId = '', secret = '', redirectUri = ''] = process.argv.slice(2);
const people = new Map<string, OutsidePerson>();
let next: string | null = null;
let asked = 0;

const tell = (word: OidcWord) => process.send?.(word);

const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo; // listening on TCP
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: secret,
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
    const person = people.get(sub);
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
  asked += 1;
  if (!request.url?.startsWith('/interaction/')) return handle(request, response);
  const answer = next === null ? { error: 'access_denied' } : { login: { accountId: next } };
  void provider.interactionFinished(request, response, answer, { mergeWithLastSubmission: false });
});

process.on('message', (order: OidcOrder) => {
  if ('person' in order) people.set(order.person.sub, order.person);
  else if ('next' in order) next = order.next;
  else tell({ asked });
});
process.on('disconnect', () => process.exit(0));
tell({ issuer });
