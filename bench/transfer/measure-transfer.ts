import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { seedDemo } from '#apps/demo.ts';
import { modules } from '#apps/modules.ts';
import { openServices } from '#apps/open-services.ts';
import { run } from '#apps/run.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { buildPages } from '../bundle.ts';
import { type Child, startChild } from '../child.ts';
import { accountsOf, openDevices } from '../city/accounts.ts';
import { type Cluster, firstDatabase, startBenchCluster } from '../city/cluster.ts';
import { measuredSchool } from '../city/open-city.ts';
import { type Server, startServer } from '../cost/start-server.ts';
import { ending } from '../endings.ts';
import { cpuSecondsOf } from '../process-time.ts';
import type { Result } from '../result.ts';
import type { BareFiles } from './bare.ts';
import { type Figures, resultsOf } from './figures.ts';
import type { Outcome, Task } from './main.ts';

/** As the target says: a file of a gigabyte. */
const sizeBytes = 1_000_000_000;
const rounds = 3;

/**
 * One large file through the real program, on one disk, in turns with `cp`: sent by the resumable protocol from a process of its own and fetched again, in
 * seconds, and by how much the server's memory was larger than before at its highest.
 */
export async function measureTransfer(say: (line: string) => void): Promise<Result[]> {
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
    const server = await startServer(cluster.addresses(firstDatabase), cluster.dataDir);
    const client = startChild(new URL('./main.ts', import.meta.url));
    const bare = startChild(new URL('./bare.ts', import.meta.url));
    try {
      return resultsOf(await compare({ server, client, bare, folder, cookies }, say));
    } finally {
      await bare.stop();
      await client.stop();
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
  const running = await run(options, { ...addresses, stop: async () => {} });
  await seedDemo(running.platform);
  await running.stop();
}

interface Place {
  server: Server;
  client: Child;
  bare: Child;
  folder: string;
  /** One person a round: the room of one holds a single such file, or two. */
  cookies: readonly string[];
}

async function compare({ server, client, bare, folder, cookies }: Place, say: (line: string) => void): Promise<Figures> {
  const [path, small, copy] = [join(folder, 'film.bin'), join(folder, 'klein.bin'), join(folder, 'copy')] as const;
  await fill(path, sizeBytes);
  await fill(small, 30_000_000);
  bare.send({ into: join(folder, 'taken'), from: path } satisfies BareFiles);
  const port = (await bare.next()) as number; // what bare.ts tells first
  const there = { port: server.port, slug: measuredSchool };
  const send = (from: string, bytes: number, cookie: string) =>
    perform(client, { do: 'upload', ...there, cookie, path: from, name: 'film.bin', sizeBytes: bytes });
  const fetched = (fileId: string, cookie: string, into: string | null) =>
    perform(client, { do: 'download', ...there, cookie, fileId, into });

  const [first = '', ...others] = cookies;
  await fetched((await send(small, 30_000_000, first)).fileId, first, copy);
  const figures = empty();
  for (const cookie of others.slice(0, rounds)) {
    await settle(copy);
    figures.cp.push(timed(() => execFileSync('cp', [path, copy])));
    await settle(copy);
    figures.durable.push(timed(() => execFileSync('sh', ['-c', 'cp "$1" "$2" && sync "$2"', 'sh', path, copy])));
    await settle(copy);
    const up = await watched(server.pid, () => send(path, sizeBytes, cookie));
    figures.upload.push(up.of.seconds);
    figures.growthUp.push(up.growthMegabytes);
    figures.cpuUp.push(up.cpuSeconds);
    await settle(copy);
    const down = await watched(server.pid, () => fetched(up.of.fileId, cookie, copy));
    if ((await hashOf(copy)) !== (await hashOf(path))) throw new Error('what came back is not what was sent');
    figures.download.push(down.of.seconds);
    figures.growthDown.push(down.growthMegabytes);
    figures.cpuDown.push(down.cpuSeconds);
    await settle(copy);
    figures.bareUpload.push((await perform(client, { do: 'put', port, path, sizeBytes })).seconds);
    await settle(copy);
    figures.bareDownload.push((await perform(client, { do: 'get', port, into: copy })).seconds);
    await settle(copy);
    figures.discarded.push((await fetched(up.of.fileId, cookie, null)).seconds);
    const latest = Object.entries(figures).map(([name, values]) => `${name} ${values.at(-1)?.toFixed(2)}`);
    say(`transfer: ${latest.join(', ')}; load ${(await readFile('/proc/loadavg', 'utf8')).split(' ')[0]}`);
  }
  return figures;
}

function empty(): Figures {
  const parts = { cp: [], durable: [], upload: [], download: [], discarded: [] };
  return { ...parts, bareUpload: [], bareDownload: [], cpuUp: [], cpuDown: [], growthUp: [], growthDown: [] };
}

/** Fills a file with bytes that cannot be packed. */
async function fill(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  for (let written = 0; written < bytes; ) {
    const part = randomBytes(Math.min(4_000_000, bytes - written));
    written += (await file.write(part)).bytesWritten;
  }
  await file.close();
}

/** Nothing of the one before is still on its way to the disk. */
async function settle(copy: string): Promise<void> {
  await rm(copy, { force: true });
  execFileSync('sync');
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

async function perform(client: Child, task: Task): Promise<Exclude<Outcome, { failed: string }>> {
  client.send(task);
  const outcome = (await client.next()) as Outcome; // what main.ts sends
  if ('failed' in outcome) throw new Error(outcome.failed);
  return outcome;
}

/** By how much the memory of a process was larger than before at its highest: the system itself keeps the peak (proc(5), clear_refs and VmHWM). */
async function watched<R>(pid: number, work: () => Promise<R>): Promise<{ of: R; growthMegabytes: number; cpuSeconds: number }> {
  const before = await memoryKilobytes(pid, 'VmRSS');
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const cpu = cpuSecondsOf(pid);
  const of = await work();
  return { of, cpuSeconds: cpuSecondsOf(pid) - cpu, growthMegabytes: ((await memoryKilobytes(pid, 'VmHWM')) - before) / 1024 };
}

async function memoryKilobytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}
