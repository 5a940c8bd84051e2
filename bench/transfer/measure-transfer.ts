import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seedDemo } from '#apps/demo.ts';
import { modules } from '#apps/modules.ts';
import { openServices } from '#apps/open-services.ts';
import { run } from '#apps/run.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { buildPages } from '../bundle.ts';
import { startChild } from '../child.ts';
import { accountsOf, openDevices } from '../city/accounts.ts';
import { type Cluster, firstDatabase, startBenchCluster } from '../city/cluster.ts';
import { measuredSchool } from '../city/open-city.ts';
import { startServer } from '../cost/start-server.ts';
import { ending } from '../endings.ts';
import type { Result } from '../result.ts';
import type { BareFiles } from './bare.ts';
import { download, get, put, requireCurl, upload } from './curl.ts';
import { change, copyTo, dropFromMemory, fill, hashOf, sync } from './disk.ts';
import { empty, type Figures, resultsOf } from './figures.ts';
import { seconds, watched } from './watched.ts';

/** As the target says: a file of a gigabyte. */
const sizeBytes = 1_000_000_000;
const rounds = 5;

/**
 * One large file through the real program, on one disk, in turns with `cp` (docs/decisions/0039): sent by the resumable protocol and fetched again, in seconds, and
 * by how much the server's memory was larger than before at its highest.
 */
export async function measureTransfer(say: (line: string) => void): Promise<Result[]> {
  requireCurl();
  buildPages();
  const cluster = await startBenchCluster(say);
  const end = ending(() => cluster.stop());
  try {
    say('transfer: the demo city …');
    await seed(cluster);
    const { secrets } = await openServices(cluster.dataDir, 'http://localhost', {});
    const cookies = await cluster.within(firstDatabase, async (client) =>
      openDevices(client, await accountsOf(client, measuredSchool, 'teacher', rounds + 1), secrets, 2),
    );
    const folder = await mkdtemp(join(cluster.dataDir, 'transfer-'));
    const [film, taken] = [join(folder, 'film.bin'), join(folder, 'taken')];
    await fill(film, sizeBytes);
    const server = await startServer(cluster.addresses(firstDatabase), cluster.dataDir);
    const bare = startChild(new URL('./bare.ts', import.meta.url));
    try {
      bare.send({ into: taken, from: film } satisfies BareFiles);
      const barePort = (await bare.next()) as number; // what bare.ts tells first
      const there = { server, barePort, cookies, film, taken, folder, blobs: join(cluster.dataDir, 'blobs') };
      return resultsOf(await compare(there, say));
    } finally {
      await bare.stop();
      await server.stop();
    }
  } finally {
    await end.run();
  }
}

async function seed(cluster: Cluster): Promise<void> {
  const addresses = cluster.addresses(firstDatabase);
  await migrate({ ownerUrl: addresses.ownerUrl, modules: checkModules(modules), now: new Date() });
  const options = { port: 0, dataDir: cluster.dataDir, demo: true, origin: 'http://localhost', database: null };
  const database = { ...addresses, stop: async () => {} };
  const running = await run(options, database);
  await seedDemo(running.platform);
  await running.stop();
}

interface There {
  server: { port: number; pid: number };
  barePort: number;
  /** One person a round: the room of one holds a single such file, or two. */
  cookies: readonly string[];
  film: string;
  taken: string;
  folder: string;
  /** Where the server keeps what has come. */
  blobs: string;
}

async function compare({ server, barePort, cookies, film, taken, folder, blobs }: There, say: (line: string) => void): Promise<Figures> {
  const [copy, small] = [join(folder, 'copy'), join(folder, 'klein.bin')];
  const at = (cookie: string) => ({ port: server.port, slug: measuredSchool, cookie });
  /** Nothing of the one before is still on its way to the disk, and what is read now comes from there. */
  const settle = async (read: string) => {
    for (const path of [copy, taken]) await rm(path, { force: true });
    dropFromMemory(read);
  };
  const intoCopy = (fetch: () => void) =>
    seconds(() => {
      fetch();
      sync(copy);
    });

  const [first = '', ...others] = cookies;
  if (!dropFromMemory(film)) say('transfer: what is read stays in memory here: all figures are those of files in memory');
  await fill(small, 30_000_000);
  download(at(first), upload(at(first), small), copy);
  const figures = empty();
  for (const cookie of others) {
    await change(film);
    await settle(film);
    const hash = await hashOf(film);
    const blob = join(blobs, hash.slice(0, 2), hash.slice(2, 4), hash);
    await settle(film);
    figures.durable.push(intoCopy(() => copyTo(film, copy)));
    await settle(film);
    const up = await watched(server.pid, () => upload(at(cookie), film));
    figures.upload.push(up.seconds);
    figures.cpuUp.push(up.cpuSeconds);
    figures.growthUp.push(up.growthMegabytes);
    // read from the disk once before, like the film: what lies below a virtual machine is quicker from then on
    await settle(blob);
    if ((await hashOf(blob)) !== hash) throw new Error('what is kept is not what was sent');
    await settle(blob);
    const down = await watched(server.pid, () => intoCopy(() => download(at(cookie), up.of, copy)));
    if ((await hashOf(copy)) !== hash) throw new Error('what came back is not what was sent');
    figures.download.push(down.seconds);
    figures.cpuDown.push(down.cpuSeconds);
    figures.growthDown.push(down.growthMegabytes);
    await settle(film);
    figures.bareUpload.push(seconds(() => put(barePort, film)));
    await settle(film);
    figures.bareDownload.push(intoCopy(() => get(barePort, copy)));
    await settle(film);
    await Promise.all([hashOf(film), hashOf(blob)]); // both lie in memory now
    figures.cp.push(seconds(() => copyTo(film, copy)));
    figures.discarded.push(seconds(() => download(at(cookie), up.of, '/dev/null')));
    await rm(blob); // the disk shall not fill up
    const latest = Object.entries(figures).map(([name, values]) => `${name} ${values.at(-1)?.toFixed(2)}`);
    say(`transfer: ${latest.join(', ')}; load ${(await readFile('/proc/loadavg', 'utf8')).split(' ')[0]}`);
  }
  return figures;
}
