import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

/** Of ten people who open their start page, so many are of each kind. */
const shares = { pupil: 8, teacher: 1, guardian: 1 } as const;
const accounts = 300;

/** A device that is signed in opens the start page once more: menu and day in one request. */
export const startPage: Operation = {
  name: 'start-page',
  summary: 'a signed-in device opens the start page again',
  targetMilliseconds: 1.3,
  warmUp: 2_000,
  perRound: 4_000,
  repeatable: true,
  prepare: async (database, { slug, secrets }, count) => {
    const people = [];
    for (const [capacity, share] of Object.entries(shares))
      people.push(...(await accountsOf(database, slug, capacity, (accounts * share) / 10)));
    if (people.length < accounts / 3) throw new Error(`${slug} has only ${people.length} people with an account`);
    const cookies = await openDevices(database, people, secrets, 6);
    return Array.from({ length: count }, (_, at) => ({
      // 7 and the number of people share no divisor in practice, so pupils and teachers come mixed
      steps: [{ method: 'GET', path: `/api/${slug}/start`, headers: headersOf(at, cookies[(at * 7) % cookies.length]) }],
    }));
  },
  check: checkStartPage,
};

/** @throws Error when the answer is not a menu and a day */
export function checkStartPage(answer: Record<string, unknown>): void {
  if (typeof answer['shell'] !== 'object' || typeof answer['today'] !== 'object') throw new Error('this is no start page');
}
