import { modules } from '#apps/modules.ts';
import { openServices } from '#apps/open-services.ts';
import { openLog } from '#kernel/log/log.ts';
import { closePlatform, openPlatform } from '#kernel/module/open-platform.ts';
import type { Played } from '../bare/played.ts';
import { startBare } from '../bare/start-bare.ts';
import { buildPages } from '../bundle.ts';
import { bigSchool } from '../city/enlarge.ts';
import { type City, measuredSchool, openCity } from '../city/open-city.ts';
import { startClient } from '../client/start-client.ts';
import { endAll } from '../endings.ts';
import type { Result } from '../result.ts';
import { compare, type Target } from './compare.ts';
import type { Operation, OperationWish } from './operation.ts';
import { bareWish, record } from './record.ts';
import { results } from './results.ts';
import { startServer } from './start-server.ts';

/** Rounds that count; each operation's cost is the median. */
export const rounds = 9;
/** Reads are recorded for so many people. */
const recordedReads = 300;

/** A school whose people are measured. */
interface Place {
  name: 'small' | 'large' | 'big';
  database: string;
  slug: string;
  /** whether the bare baseline is measured here too */
  bare: boolean;
}

/** What each place asks, and what the bare server plays for it. */
interface Prepared {
  own: OperationWish[];
  bare: OperationWish[];
  played: Played[];
}

/** Measures operations, all in one run over the same two databases, beside their bare baselines. */
export async function measureOperations(operations: readonly Operation[], say: (line: string) => void): Promise<Result[]> {
  buildPages();
  const city = await openCity(say);
  try {
    const places: Place[] = [
      { name: 'small', database: city.small, slug: measuredSchool, bare: true },
      { name: 'large', database: city.large, slug: measuredSchool, bare: true },
      { name: 'big', database: city.large, slug: bigSchool, bare: false },
    ];
    const prepared = await prepareAll(city, places, operations, say);
    const { secrets } = await services(city);
    const client = startClient();
    const targets: Target[] = [];
    for (const database of [city.small, city.large]) {
      // what everybody costs is asked here, not who must wait
      const server = await startServer(city.addresses(database), city.dataDir, { environment: { SCHULHOF_ADMISSION: 'open' } });
      for (const place of places.filter((it) => it.database === database)) {
        const counted = { server: server.pid, postmaster: city.postmaster, client: client.pid };
        targets.push({ name: place.name, port: server.port, counted, wishes: (it) => wishesOf(prepared, place, it).own });
        if (!place.bare) continue;
        const bare = await startBare({
          databaseUrl: city.addresses(database).appUrl,
          schoolId: await schoolId(city, place),
          opaqueServerSetup: secrets.opaqueServerSetup,
        });
        targets.push({
          name: `${place.name} bare`,
          port: bare.port,
          counted: { server: bare.pid, postmaster: city.postmaster, client: client.pid },
          begin: (it) => bare.load(wishesOf(prepared, place, it).played),
          wishes: (it) => wishesOf(prepared, place, it).bare,
        });
      }
    }
    const all: Result[] = [];
    for (const operation of operations) all.push(...results(operation, await compare(operation, targets, client, rounds, say)));
    return all;
  } finally {
    await endAll();
  }
}

type AllPrepared = ReadonlyMap<string, Prepared>;

function wishesOf(all: AllPrepared, place: Place, operation: Operation): Prepared {
  const prepared = all.get(`${place.name} ${operation.name}`);
  if (prepared === undefined) throw new Error(`${operation.name} is not prepared at ${place.name}`);
  return prepared;
}

async function schoolId(city: City, { database, slug }: Place): Promise<string> {
  const { rows } = await city.within(database, (client) =>
    client.query<{ id: string }>('select id from kernel.school where slug = $1', [slug]),
  );
  return rows[0]?.id ?? '';
}

const services = (city: City) => openServices(city.dataDir, 'http://localhost', {});

/** Makes accounts, devices and wishes at every place; then records what the platform does for the bare ones, in copies of the databases. */
async function prepareAll(
  city: City,
  places: readonly Place[],
  operations: readonly Operation[],
  say: (line: string) => void,
): Promise<AllPrepared> {
  const { secrets } = await services(city);
  const all = new Map<string, Prepared>();
  for (const place of places) {
    const id = await schoolId(city, place);
    for (const operation of operations) {
      const needed = operation.warmUp + rounds * operation.perRound;
      const count = operation.repeatable ? recordedReads : needed * (place.bare ? 2 : 1);
      const wishes = await city.within(place.database, (client) => operation.prepare(client, { slug: place.slug, id, secrets }, count));
      // what can be done once only is done by one of the two: every other wish
      const own = operation.repeatable || !place.bare ? wishes : wishes.filter((_, at) => at % 2 === 0);
      const bare = operation.repeatable ? wishes : wishes.filter((_, at) => at % 2 === 1);
      all.set(`${place.name} ${operation.name}`, { own, bare: place.bare ? bare : [], played: [] });
    }
  }
  for (const database of [city.small, city.large]) {
    say(`recording what ${database} is asked …`);
    const copy = `${database}_copy`;
    const addresses = await city.copy(database, copy);
    const platform = await openPlatform({ modules, ...addresses, services: await services(city), log: openLog('error'), version: 'bench' });
    for (const place of places.filter((it) => it.database === database && it.bare)) {
      for (const operation of operations) {
        const prepared = wishesOf(all, place, operation);
        prepared.played = await record(platform, prepared.bare);
        prepared.bare = prepared.bare.map(bareWish);
      }
    }
    await closePlatform(platform);
    await city.within('postgres', (client) => client.query(`drop database ${copy}`));
    await city.within(database, (client) => client.query('vacuum (analyze)'));
  }
  await city.within('postgres', (client) => client.query('checkpoint'));
  return all;
}
