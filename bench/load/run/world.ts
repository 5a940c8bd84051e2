import { openServices } from '#apps/open-services.ts';
import { buildPages } from '../../bundle.ts';
import { password } from '../../city/accounts.ts';
import { type Cluster, firstDatabase, startBenchCluster } from '../../city/cluster.ts';
import { enlarge } from '../../city/enlarge.ts';
import { measuredSchool, seed } from '../../city/open-city.ts';
import { type Server, type ServerSettings, startServer } from '../../cost/start-server.ts';
import { endAll } from '../../endings.ts';
import type { Report } from '../client/orders.ts';
import { type LoadClient, startLoadClient } from '../client/start-load-client.ts';
import { makePeople, type Wanted } from './people.ts';
import type { Phase, Taken } from './run.ts';
import { openSamples } from './samples.ts';

/** A city with a running server, and people who can be played. */
export interface World {
  cluster: Cluster;
  server: Server;
  client: LoadClient;
  /** Does one part of a scenario; its name and time go into the run. */
  phase<R>(name: string, work: () => Promise<R>): Promise<R>;
  /** All that was seen since the world was opened. */
  take(): Promise<Taken>;
}

interface WorldOptions {
  /** At least so many people in the database; the demo city has 3,936. */
  people: number;
  wanted: Wanted;
  /** People of one school only. */
  slug?: string;
  server?: ServerSettings;
  /** Before the server starts: what lies beside the database. What it returns takes the place of the cluster's own folder and adds settings. */
  prepare?(cluster: Cluster): Promise<{ dataDir: string; environment: Record<string, string> }>;
}

/** Makes the city, starts the program itself over it and the client beside it, does the work, ends all. */
export async function withWorld<R>(options: WorldOptions, say: (line: string) => void, work: (world: World) => Promise<R>): Promise<R> {
  buildPages();
  const cluster = await startBenchCluster(say);
  try {
    say('the demo city …');
    await seed(cluster);
    const services = await openServices(cluster.dataDir, 'http://localhost', {});
    const people = await cluster.within(firstDatabase, async (database) => {
      const size = await enlarge(database, measuredSchool, { people: options.people, inOneSchool: 0 });
      say(`${size.people} people in ${size.schools} schools; accounts …`);
      await database.query('analyze');
      const made = await makePeople(database, services.secrets, options.wanted, options.slug);
      await database.query('vacuum (analyze)');
      await database.query('checkpoint');
      return made;
    });
    say(`${people.new.length} will sign in, ${people.returning.length} come back, ${people.working.length} are at work`);
    const { dataDir, environment } = (await options.prepare?.(cluster)) ?? { dataDir: cluster.dataDir, environment: {} };
    const server = await startServer(cluster.addresses(firstDatabase), dataDir, { ...options.server, environment });
    const client = startLoadClient();
    for (const who of ['new', 'returning', 'working'] as const) await client.know(who, people[who]);
    await client.tell({ do: 'begin', port: server.port, password });
    const samples = openSamples({ server: server.pid, postmaster: cluster.postmaster, client: client.pid });
    const phases: Phase[] = [];
    try {
      return await work({
        cluster,
        server,
        client,
        phase: async (name, part) => {
          say(`${name} …`);
          const from = now();
          try {
            return await part();
          } finally {
            phases.push({ name, from, to: now() });
          }
        },
        take: async () => {
          samples.take();
          const report: Report = await client.report();
          return { report, samples: [...samples.taken], phases };
        },
      });
    } finally {
      samples.stop();
    }
  } finally {
    await endAll();
  }
}

/** Milliseconds since 1970, by the clock that the client uses too. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
