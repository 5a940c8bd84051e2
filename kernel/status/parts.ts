import type { FastifyInstance } from 'fastify';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { healthOfWait, longestWaitSeconds, storeAndRead } from './checks.ts';
import { partsContract } from './contract.ts';
import { type Health, watched } from './watched.ts';

/** People give up on a page; the probe from outside waits for twice as long. */
const limitMs = 4_000;

/**
 * `GET /api/status/parts`: what the status page cannot see from outside. Without a session, so it is no load for whoever asks often: each check runs at
 * most every few seconds and once at a time, and the answer comes in time though PostgreSQL hangs. Not a route of the contracts' usual way, which reads
 * sessions and counts in shared counters: this one must answer when all that is away.
 *
 * @param waiting  how many people stand in line before the door; without it there is no line
 */
export function addStatusParts(
  app: FastifyInstance,
  platform: Pick<Platform, 'pools' | 'clock' | 'services'>,
  waiting?: () => number,
): void {
  let waitSeconds = 0;
  const checks = {
    database: watched(
      async () => {
        waitSeconds = await longestWaitSeconds(platform);
        return 'ok';
      },
      { slowMs: 1_000, limitMs, keptMs: 5_000 },
    ),
    files: watched(() => storeAndRead(platform.services.blobs), { slowMs: 2_000, limitMs, keptMs: 15_000 }),
    mail: watched(async () => ((await platform.services.mailer.isReady()) ? 'ok' : 'failed'), { slowMs: 3_000, limitMs, keptMs: 45_000 }),
  };
  app.get(`/api${partsContract.path}`, { schema: { response: { 200: partsContract.answer } } }, async () => {
    const [database, files, mail] = await Promise.all([checks.database(), checks.files(), checks.mail()]);
    // what waits is read in the same statement: without the database nothing is done
    const jobs: Health = database === 'failed' ? 'failed' : healthOfWait(waitSeconds);
    return { database, files, jobs, mail, waiting: waiting?.() ?? null } satisfies Answer<typeof partsContract>;
  });
}
