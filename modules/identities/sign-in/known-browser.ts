import { randomBytes } from 'node:crypto';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { macOf } from '../sealing.ts';

const cookieName = 'schulhof_known';
const path = '/api/sign-in';
const keepSeconds = 365 * 24 * 60 * 60;
/** Brothers and sisters at one computer. */
const most = 4;

/**
 * A browser on which this person signed in before is exempt from the waiting that others may have caused
 * (OWASP, "Slow down online guessing attacks with device cookies"). The cookie names nobody; it is worth nothing for another account.
 *
 * @returns a name for this browser at this account, null when it is not known there
 */
export function knownBrowser(ctx: Pick<PlatformCtx, 'request' | 'services'>, account: string): string | null {
  const entry = entries(ctx).find((candidate) => isOf(ctx, candidate, account));
  return entry === undefined ? null : `known ${entry.split('.')[0]}`;
}

/** Remembers this browser for the account. */
export function rememberBrowser(ctx: Pick<PlatformCtx, 'request' | 'services'>, account: string): void {
  const others = entries(ctx).filter((entry) => !isOf(ctx, entry, account));
  const nonce = randomBytes(9).toString('base64url');
  const value = [`${nonce}.${macOf(ctx, 'known', `${nonce} ${account}`)}`, ...others].slice(0, most).join('~');
  ctx.request.cookies.set(cookieName, value, { path, maxAgeSeconds: keepSeconds });
}

function entries(ctx: Pick<PlatformCtx, 'request'>): string[] {
  return (ctx.request.cookies.get(cookieName) ?? '')
    .split('~')
    .filter((entry) => entry !== '')
    .slice(0, most);
}

function isOf(ctx: Pick<PlatformCtx, 'services'>, entry: string, account: string): boolean {
  const [nonce = '', mac = ''] = entry.split('.');
  return mac === macOf(ctx, 'known', `${nonce} ${account}`);
}
