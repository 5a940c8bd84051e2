import type { FastifyRequest } from 'fastify';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { namesIn } from './address.ts';
import { DavAnswer } from './answer.ts';
import { etagOf, find } from './find.ts';
import { type ConditionList, holds, readIf, tokensIn } from './if-header.ts';
import { locksOn, shownToken } from './locks.ts';

/** A request of a network drive, read. */
export interface DavRequest {
  raw: FastifyRequest;
  /** `/dav/<school>` */
  base: string;
  host: string;
  /** The names on the way to what it is about. */
  names: string[];
  conditions: ConditionList[];
  /** Lock tokens it shows. */
  tokens: string[];
  depth: '0' | '1' | 'infinity' | null;
}

/** Longest XML a program sends. */
const mostBody = 200_000;

/** @throws 400 for headers that are none */
export function readRequest(ctx: Ctx, raw: FastifyRequest): DavRequest {
  const base = `/dav/${ctx.school.slug}`;
  const header = raw.headers['if'];
  const conditions = typeof header === 'string' && header.trim() !== '' ? readIf(header) : [];
  const [depth = null] = [raw.headers['depth']].flat();
  if (depth !== null && depth !== '0' && depth !== '1' && depth !== 'infinity') throw new DavAnswer(400);
  return { raw, base, host: raw.host, names: namesIn(raw.url, base, raw.host), conditions, tokens: tokensIn(conditions), depth };
}

/** A small XML body. @throws 413 */
export async function bodyOf({ raw }: DavRequest): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  const bytes = raw.raw as AsyncIterable<Buffer>; // a request's bytes are buffers
  for await (const part of bytes) {
    length += part.length;
    if (length > mostBody) throw new DavAnswer(413);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/**
 * Checks `If`, `If-Match` and `If-None-Match`.
 *
 * @throws 412 when they do not hold
 */
export async function requireConditions(ctx: Ctx, db: Db, request: DavRequest): Promise<void> {
  const { conditions, raw } = request;
  const stateOf = async (names: readonly string[]) => {
    const found = await find(ctx, db, names);
    if (found?.kind !== 'entry') return { tokens: [], etag: null, there: found !== null };
    const locks = (await locksOn(ctx, db, [found.entry.id])).get(found.entry.id) ?? [];
    return { tokens: locks.map(shownToken), etag: etagOf(found.entry), there: true };
  };
  if (conditions.length > 0) {
    const met = await holds(conditions, (resource) =>
      stateOf(resource === null ? request.names : namesIn(resource, request.base, request.host)),
    );
    if (!met) throw new DavAnswer(412);
  }
  const [match, none] = [raw.headers['if-match'], raw.headers['if-none-match']];
  if (match === undefined && none === undefined) return;
  const { etag, there } = await stateOf(request.names);
  const names = (header: string) => (header.trim() === '*' ? there : etag !== null && header.split(',').some((one) => one.trim() === etag));
  if (match !== undefined && !names(match)) throw new DavAnswer(412);
  if (none !== undefined && names(none) && raw.method !== 'GET' && raw.method !== 'HEAD') throw new DavAnswer(412);
}

/** Where a COPY or MOVE goes to. @throws 400 without it */
export function destinationOf({ raw, base, host }: DavRequest): string[] {
  const [destination] = [raw.headers['destination']].flat();
  if (destination === undefined) throw new DavAnswer(400);
  return namesIn(destination, base, host);
}

/** Whether something in the way may be thrown away. */
export function mayOverwrite({ raw }: DavRequest): boolean {
  return String(raw.headers['overwrite'] ?? 'T').toUpperCase() !== 'F';
}
