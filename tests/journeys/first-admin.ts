import { client, ready } from '@serenity-kit/opaque';
import type { Product } from './product.ts';

/** Somebody signed in at a product, without any browser. */
export interface FirstAdmin {
  slug: string;
  /** What their browser would send. */
  cookie: string;
}

/** Founds the first school of an empty installation with the address it has printed, and signs its first administrator in. */
export async function firstAdmin(product: Product, password: string): Promise<FirstAdmin> {
  await ready;
  let cookie = '';
  const post = async <R>(path: string, body: object): Promise<R> => {
    const headers = { 'content-type': 'application/json', origin: product.origin };
    const answer = await fetch(`${product.origin}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return (await answer.json()) as R; // the contract's answer
  };
  const token = /\/einrichten#(\S+)/.exec(product.printed())?.[1] ?? '';
  const school = { authority: 'Stadt Musterhausen', name: 'Schule am See', slug: 'am-see', state: 'NW' };
  const { slug, adminCode } = await post<{ slug: string; adminCode: string }>('/setup', { token, ...school });

  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const begun = await post<{ registrationResponse: string; sealed: string }>('/code/register-start', {
    codes: [adminCode],
    registrationRequest,
  });
  const { registrationRecord } = client.finishRegistration({
    password,
    registrationResponse: begun.registrationResponse,
    clientRegistrationState,
    keyStretching: 'memory-constrained',
  });
  await post('/code/register-finish', { sealed: begun.sealed, registrationRecord, deviceKind: 'lasting' });
  return { slug, cookie };
}
