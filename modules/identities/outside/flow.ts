import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { DeviceKind } from '../devices/open-device.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';

/** What this browser must remember between leaving for the provider and coming back. */
export interface Flow {
  begunId: string;
  slug: string;
  issuer: string;
  state: string;
  nonce: string;
  verifier: string;
  kind: DeviceKind;
}

const cookieName = 'schulhof_outside';
const path = '/api/outside';
const use = 'outside-flow';
/** Time to sign in there, find the phone for a second factor, and come back. */
const flowSeconds = 900;

/** Notes that something was begun which may be ended once; the id to end it with (`end` of sign-in/begun.ts). */
export async function beginOnce(ctx: PlatformCtx): Promise<string> {
  const id = newId();
  await ctx.write((db) =>
    sql`insert into identities.begun (id, kind, subject, at) values (${id}, 'outside', ${id}, ${ctx.now()})`.execute(db),
  );
  return id;
}

/** Puts the flow into this browser, readable by us only. A second start in the same browser replaces the first. */
export function rememberFlow(ctx: PlatformCtx, flow: Flow): void {
  ctx.request.cookies.set(cookieName, sealState(ctx, use, flow, flowSeconds), { path, maxAgeSeconds: flowSeconds });
}

/**
 * Takes the flow out of this browser: an answer of a provider is worth nothing in any other.
 *
 * @throws `identities.took_too_long` (410) without one
 */
export function takeFlow(ctx: PlatformCtx): Flow {
  const sealed = ctx.request.cookies.get(cookieName);
  const flow = sealed === undefined ? null : openState<Flow>(ctx, use, sealed);
  ctx.request.cookies.clear(cookieName, path);
  if (flow === null) throw refusals.tookTooLong();
  return flow;
}
