import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { seedDemo } from '#apps/demo.ts';
import { modules } from '#apps/modules.ts';
import { run } from '#apps/run.ts';
import type { BlobStore } from '#kernel/blobs/blob-store.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { firstDatabase, startBenchCluster } from '../city/cluster.ts';
import { measuredSchool } from '../city/open-city.ts';
import { median } from '../cost/rounds.ts';
import { ending } from '../endings.ts';
import { type Result, result } from '../result.ts';
import { handInsOf } from './hand-ins.ts';

const handIns = 1_000;
/** Of one file each: what cannot be packed any further, as PDF and pictures. */
const fileBytes = 300_000;
const rounds = 5;
/** What the process may grow by while a zip of some hundred megabytes goes through it. */
const targetGrowthKilobytes = 100_000;
const command = 'bin/bench zip';

/**
 * All hand-ins of a piece of work as one zip over HTTP: seconds, and by how much the process grows meanwhile; beside it the same bytes through the bare library,
 * in the same process, in turns.
 */
export async function measureZip(say: (line: string) => void): Promise<Result[]> {
  say('zip: the demo city …');
  const cluster = await startBenchCluster(say);
  const end = ending(() => cluster.stop());
  try {
    const addresses = cluster.addresses(firstDatabase);
    await migrate({ ownerUrl: addresses.ownerUrl, modules: checkModules(modules), now: new Date() });
    const options = { port: 0, dataDir: cluster.dataDir, demo: true, origin: 'http://localhost', database: null };
    const database = { ...addresses, stop: async () => {} };
    const running = await run(options, database);
    try {
      await seedDemo(running.platform);
      const { blobs, secrets } = running.platform.services;
      say(`zip: ${handIns} hand-ins of ${fileBytes / 1000} kB …`);
      const hashes = await storeAll(blobs);
      const { path, cookie } = await cluster.within(firstDatabase, (client) =>
        handInsOf(client, measuredSchool, secrets, hashes, fileBytes),
      );
      const origin = await running.app.listen({ port: 0, host: '127.0.0.1' });
      const ours = () => zipOverHttp(`${origin}${path}`, cookie);
      return await compare(say, ours, () => bare(blobs, hashes));
    } finally {
      await running.stop();
    }
  } finally {
    await end.run();
  }
}

async function storeAll(blobs: BlobStore): Promise<string[]> {
  const hashes: string[] = [];
  for (let number = 0; number < handIns; number += 1)
    hashes.push((await blobs.put(Readable.from([randomBytes(fileBytes)]), { limitBytes: fileBytes })).hash);
  return hashes;
}

async function compare(say: (line: string) => void, ours: () => Promise<number>, other: () => Promise<number>): Promise<Result[]> {
  const empty = (): Record<'ours' | 'bare', number[]> => ({ ours: [], bare: [] });
  const figures = { seconds: empty(), growth: empty() };
  await ours();
  await other();
  for (let round = 0; round < rounds; round += 1)
    for (const [name, work] of [
      ['ours', ours],
      ['bare', other],
    ] as const) {
      const { seconds, growthKilobytes, bytes } = await watched(work);
      figures.seconds[name].push(seconds);
      figures.growth[name].push(growthKilobytes);
      say(`zip: ${name} ${(bytes / 1e6 / seconds).toFixed(0)} MB/s, grew by ${(growthKilobytes / 1000).toFixed(0)} MB`);
    }
  const { seconds, growth } = figures;
  return [
    result({ name: 'zip: 1,000 hand-ins', value: median(seconds.ours), baseline: median(seconds.bare), unit: 's', command }),
    result({
      name: 'zip: growth of the process, most',
      value: Math.max(...growth.ours),
      baseline: Math.max(...growth.bare),
      target: targetGrowthKilobytes,
      unit: 'kB',
      command,
    }),
  ];
}

/** Reads a zip as a client would; node:http, since the client's work counts too. */
async function zipOverHttp(address: string, cookie: string): Promise<number> {
  const asked = get(address, { headers: { cookie } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]; // as node:http says of this event
  if (answer.statusCode !== 200) throw new Error(`the zip was refused: ${answer.statusCode}`);
  return readAway(answer);
}

/** Seconds and bytes, and by how much the memory of this process was larger than before at its highest. */
async function watched(work: () => Promise<number>) {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  const begun = performance.now();
  const bytes = await work();
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  await sleep(300);
  return { seconds, bytes, growthKilobytes: (most - before) / 1000 };
}

/** The same bytes through yazl alone, file after file as fast as it takes them. */
async function bare(blobs: BlobStore, hashes: readonly string[]): Promise<number> {
  const zip = new ZipFile();
  const reading = readAway(zip.outputStream as Readable); // yazl makes a PassThrough; its types name the older interface
  for (const [number, hash] of hashes.entries()) {
    const source = await blobs.get(hash);
    const taken = finished(source, { writable: false });
    zip.addReadStream(source, `${number}.pdf`, { compress: false, size: fileBytes });
    await taken;
  }
  zip.end();
  return reading;
}

async function readAway(source: Readable): Promise<number> {
  let bytes = 0;
  const away = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      done();
    },
  });
  await pipeline(source, away);
  return bytes;
}
