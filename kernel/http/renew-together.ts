import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from './platform.ts';

type Renewed = Awaited<ReturnType<Platform['devices']['renewAll']>>[number];

interface Waiting {
  token: string;
  resolve(renewed: Renewed): void;
  reject(error: unknown): void;
}

/** More at once would make the first wait for the last. */
const most = 40;

interface Queue {
  readonly waiting: Waiting[];
  underWay: boolean;
}

const queues = new WeakMap<Platform['pools'], Queue>();

/**
 * Trades a device token for the next. Tokens shown while another trade is under way go together in the next one: alone, a transaction of its own costs as much
 * as the start page that is asked for with it, and at eight o'clock hundreds come back in one second. Who comes alone waits for nobody.
 */
export function renewTogether(platform: Pick<Platform, 'devices' | 'pools' | 'clock'>, token: string): Promise<Renewed> {
  const queue = queues.get(platform.pools) ?? { waiting: [], underWay: false };
  queues.set(platform.pools, queue);
  const renewed = new Promise<Renewed>((resolve, reject) => queue.waiting.push({ token, resolve, reject }));
  if (!queue.underWay) void run(platform, queue);
  return renewed;
}

async function run(platform: Pick<Platform, 'devices' | 'pools' | 'clock'>, queue: Queue): Promise<void> {
  queue.underWay = true;
  while (queue.waiting.length > 0) {
    const together = queue.waiting.splice(0, most);
    // one token that breaks its transaction must not sign out the others
    await trade(platform, together).catch(() => Promise.all(together.map((one) => trade(platform, [one]).catch(one.reject))));
  }
  queue.underWay = false;
}

async function trade(
  { devices, pools, clock }: Pick<Platform, 'devices' | 'pools' | 'clock'>,
  together: readonly Waiting[],
): Promise<void> {
  const now = clock.now(null);
  const renewed = await onPlatform(
    pools.teaching,
    false,
    () => now,
    (db) =>
      devices.renewAll(
        db,
        together.map(({ token }) => token),
        now,
      ),
  );
  for (const [at, { resolve }] of together.entries()) resolve(renewed[at] ?? null);
}
