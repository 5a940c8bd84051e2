import { openServices } from '#apps/open-services.ts';
import { buildPages } from '../bundle.ts';
import { openDevices, register } from '../city/accounts.ts';
import { type Cluster, firstDatabase, startBenchCluster } from '../city/cluster.ts';
import { measuredSchool, seed } from '../city/open-city.ts';
import { startClient } from '../client/start-client.ts';
import { type Compared, compare, type Target } from '../cost/compare.ts';
import { headersOf, type Operation, type OperationWish } from '../cost/operation.ts';
import { signIn, signInsOf } from '../cost/sign-in.ts';
import { startPage } from '../cost/start-page.ts';
import { startServer } from '../cost/start-server.ts';
import { endAll } from '../endings.ts';
import { type Result, result } from '../result.ts';
import { growAccounts, growSchools, measuredAccounts, type Reached, shrink } from './sizes.ts';

const rounds = 7;
/** A cost may grow so much over all sizes. */
const target = 1.2;
/** The school that is copied to have many: the smallest of the demo city. */
const smallSchool = 'park';
/** What is asked, in this order: beginning with what changes nothing. */
const operations: readonly Operation[] = [startPage, signIn];

/** One database of one size. */
interface Place {
  name: string;
  database: string;
  reached: Reached;
}

/**
 * What a sign-in and a start page cost the same hundred people of one school when there are more and more others around them. The untouched demo city is
 * always among the sizes, so that runs of single sizes can be put side by side.
 */
export async function measureGrowth(
  sizes: { accounts: readonly number[]; schools: readonly number[] },
  say: (line: string) => void,
): Promise<Result[]> {
  buildPages();
  const cluster = await startBenchCluster(say);
  try {
    say('the demo city …');
    await seed(cluster);
    const places = await makePlaces(cluster, sizes, say);
    const { secrets } = await openServices(cluster.dataDir, 'http://localhost', {});
    const client = startClient();
    const targets: Target[] = [];
    for (const { name, database } of places) {
      const wishes = new Map<Operation, OperationWish[]>();
      await cluster.within(database, async (db) => {
        const { pupils, others } = await measuredAccounts(db, measuredSchool);
        const cookies = await openDevices(db, [...pupils, ...others], secrets, 12);
        const registered = await register(db, pupils, secrets);
        wishes.set(signIn, signInsOf(measuredSchool, registered, signIn.warmUp + rounds * signIn.perRound));
        // pupils, teachers and guardians mixed: 7 and their number share no divisor
        wishes.set(
          startPage,
          cookies.map((_, at) => ({
            steps: [{ method: 'GET', path: `/api/${measuredSchool}/start`, headers: headersOf(at, cookies[(at * 7) % cookies.length]) }],
          })),
        );
        await db.query('vacuum (analyze)');
        await db.query('checkpoint');
      });
      const server = await startServer(cluster.addresses(database), cluster.dataDir, { environment: { SCHULHOF_ADMISSION: 'open' } });
      const counted = { server: server.pid, postmaster: cluster.postmaster, client: client.pid };
      targets.push({ name, port: server.port, counted, wishes: (operation) => wishes.get(operation) ?? [] });
    }
    const all: Result[] = [];
    for (const operation of operations) all.push(...resultsOf(operation, places, await compare(operation, targets, client, rounds, say)));
    return all;
  } finally {
    await endAll();
  }
}

async function makePlaces(
  cluster: Cluster,
  { accounts, schools }: Parameters<typeof measureGrowth>[0],
  say: (line: string) => void,
): Promise<Place[]> {
  const places: Place[] = [];
  const add = async (what: 'accounts' | 'schools', size: number): Promise<void> => {
    const database = `${what}_${size}`;
    say(`${size} ${what} …`);
    await cluster.copy(firstDatabase, database);
    const reached = await cluster.within(database, async (client) => {
      if (what === 'schools')
        return size === 1 ? shrink(client, measuredSchool, 100_000) : growSchools(client, smallSchool, size, cluster.dataDir, say);
      return size < 3_000 ? shrink(client, measuredSchool, size) : growAccounts(client, measuredSchool, size, cluster.dataDir, say);
    });
    places.push({ name: `${thousands(reached.accounts)} accounts in ${thousands(reached.schools)} schools`, database, reached });
  };
  for (const size of accounts) await add('accounts', size);
  for (const size of schools) await add('schools', size);
  const city = await cluster.within(firstDatabase, (client) =>
    client.query<Reached>(
      'select (select count(*)::int from identities.identity) as accounts, (select count(*)::int from kernel.school) as schools',
    ),
  );
  const [reached = { accounts: 0, schools: 0 }] = city.rows;
  return [
    { name: `the demo city: ${thousands(reached.accounts)} accounts in ${reached.schools} schools`, database: firstDatabase, reached },
    ...places,
  ];
}

function resultsOf({ name, targetMilliseconds }: Operation, places: readonly Place[], compared: readonly Compared[]): Result[] {
  const command = 'bin/bench growth';
  const totals = places.map((place) => compared.find(({ target: at }) => at === place.name)?.total ?? Number.NaN);
  const each = places.map((place, at) =>
    result({
      name: `growth: ${name}, ${place.name}`,
      value: totals[at] ?? Number.NaN,
      unit: 'ms',
      target: targetMilliseconds,
      baseline: totals[0] ?? null,
      command,
    }),
  );
  const spread = Math.max(...totals) / Math.min(...totals);
  return [...each, result({ name: `growth: ${name}, dearest size beside cheapest`, value: spread, unit: 'x', target, command })];
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}
