import { sql } from 'kysely';
import webPush from 'web-push';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Claimed, Outcome } from './claim.ts';

/** A browser that takes push, as it was told to us. */
export interface Subscription {
  id: string;
  personId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A device that is off gets what is not older than this. */
const keepSeconds = 12 * 60 * 60;
const timeoutMilliseconds = 10_000;

/** The browsers of people, in one statement. */
export async function subscriptionsOf(db: Db, personIds: readonly string[]): Promise<Map<string, Subscription[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<Subscription>`select id, person_id as "personId", endpoint, p256dh, auth from notices.subscription
    where school_id = ${db.schoolId} and person_id = any(${[...new Set(personIds)]})`.execute(db);
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Whether this installation posts to an address: https (or a host the operator named with its port), on a host of the list. */
export function isAllowedEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, hostname, username } = new URL(endpoint);
  if (username !== '') return false;
  // a port is allowed only when the operator wrote it down with the host
  if (hosts.includes(host) && host !== hostname) return protocol === 'http:' || protocol === 'https:';
  return (
    protocol === 'https:' &&
    host === hostname &&
    hosts.some((allowed) => (allowed.startsWith('.') ? hostname.endsWith(allowed) : hostname === allowed))
  );
}

/**
 * Tells a person's browsers that there is something new; the message says no more than that and where to look (RFC 8291, 8292). One that
 * is gone is named in `gone`. Never inside a transaction. At most once: whatever happens, it is not tried again.
 */
export async function sendPush(
  ctx: SchoolCtx,
  subscriptions: readonly Subscription[],
  hosts: readonly string[],
  claimed: Claimed,
): Promise<{ outcome: Outcome; gone: string[] }> {
  const gone: string[] = [];
  let arrived = false;
  for (const subscription of subscriptions) {
    const status = isAllowedEndpoint(subscription.endpoint, hosts) ? await post(ctx, subscription) : 410;
    if (status >= 200 && status < 300) arrived = true;
    if (status === 404 || status === 410) gone.push(subscription.id);
  }
  const reason = arrived ? null : gone.length === subscriptions.length ? 'device_gone' : 'push_failed';
  return { outcome: { ids: [claimed.id], state: arrived ? 'sent' : 'not_sent', reason }, gone };
}

async function post(ctx: SchoolCtx, { endpoint, p256dh, auth }: Subscription): Promise<number> {
  const { origin, secrets } = ctx.services;
  const payload = JSON.stringify({ school: ctx.school.slug, path: 'mitteilungen' });
  const subject = origin.startsWith('https:') ? origin : 'mailto:schulhof@localhost';
  try {
    const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: keepSeconds,
      urgency: 'normal',
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject, publicKey: secrets.vapid.publicKey, privateKey: secrets.vapid.privateKey },
    });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    delete headers['Content-Length']; // fetch counts itself
    const answer = await fetch(request.endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    ctx.log.warn({ err: error }, 'a push service could not be reached');
    return 0;
  }
}
