import { setTimeout as pause } from 'node:timers/promises';
import { lanes } from '#kernel/admission/lanes.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { arrive, isFinal } from './arrive.ts';
import type { arrivalContract } from './contract.ts';

/** So long a request waits for its answer; lines and servers in between give up after half a minute or a minute. */
const patienceMs = 20_000;
/** So long a refusal that has ended an upload is told to those who ask again. */
const toldMs = 120_000;

/** What this process is making of uploads just now. Only a shortcut: another process begins anew, and one file comes of it. */
const underWay = new Map<string, Promise<void>>();

/**
 * Makes a file of what was brought to the store, and waits for it as long as a line lasts. Whoever asks again waits for the same work.
 *
 * @throws as `arrive` · `kernel.busy` (503) when so many others are read that asking later is better
 */
export async function awaitArrival(ctx: Ctx, uploadId: string, patience = patienceMs): Promise<Answer<typeof arrivalContract>> {
  const key = `${ctx.school.id} ${ctx.caller.personId} ${uploadId}`;
  const work = underWay.get(key) ?? begin(key, () => lanes.arrivals.run(() => arrive(ctx, uploadId), ctx.caller.personId));
  const enough = new AbortController();
  const waited = pause(patience, false, { signal: enough.signal }).catch(() => false);
  try {
    return { ready: await Promise.race([work.then(() => true), waited]) };
  } finally {
    enough.abort();
  }
}

function begin(key: string, start: () => Promise<void>): Promise<void> {
  const work = start();
  underWay.set(key, work);
  const forget = () => void underWay.delete(key);
  work.then(forget, (error) => {
    // its row is gone, so nobody else could say why
    if (isFinal(error)) setTimeout(forget, toldMs).unref();
    else forget();
  });
  return work;
}
