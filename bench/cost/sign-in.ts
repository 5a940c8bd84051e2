import { accountsOf, password, type Registered, register } from '../city/accounts.ts';
import { headersOf, type Operation, type OperationWish } from './operation.ts';
import { checkStartPage } from './start-page.ts';

/** Somebody types name and password on a new device: OPAQUE's two requests, then the filled start page. */
export const signIn: Operation = {
  name: 'sign-in',
  summary: 'sign-in by password (OPAQUE) up to the filled start page',
  targetMilliseconds: 6,
  warmUp: 300,
  perRound: 250,
  repeatable: false,
  prepare: async (database, { slug, secrets }, count) => {
    const pupils = await register(database, await accountsOf(database, slug, 'pupil', 400), secrets);
    if (pupils.length < 100) throw new Error(`${slug} has only ${pupils.length} pupils with an account`);
    return signInsOf(slug, pupils, count);
  },
  check: checkStartPage,
};

/** So many sign-ins by these people in turn. */
export function signInsOf(slug: string, people: readonly Registered[], count: number): OperationWish[] {
  return Array.from({ length: count }, (_, at) => {
    const account = people[at % people.length];
    if (account === undefined) throw new Error('there is nobody to sign in');
    const headers = headersOf(at);
    return {
      account,
      signIn: {
        password,
        start: { method: 'POST', path: '/api/sign-in/start', headers, body: { school: slug, handle: account.handle } },
        finish: { method: 'POST', path: '/api/sign-in/finish', headers, body: { deviceKind: 'lasting' } },
      },
      steps: [{ method: 'GET', path: `/api/${slug}/start`, headers }],
    };
  });
}
