import { accountsOf, password, register } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';
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
    return Array.from({ length: count }, (_, at) => {
      const pupil = pupils[at % pupils.length];
      if (pupil === undefined) throw new Error('there are pupils');
      const headers = headersOf(at);
      return {
        account: pupil,
        signIn: {
          password,
          start: { method: 'POST', path: '/api/sign-in/start', headers, body: { school: slug, handle: pupil.handle } },
          finish: { method: 'POST', path: '/api/sign-in/finish', headers, body: { deviceKind: 'lasting' } },
        },
        steps: [{ method: 'GET', path: `/api/${slug}/start`, headers }],
      };
    });
  },
  check: checkStartPage,
};
