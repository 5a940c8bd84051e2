import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addressOf } from './address.ts';
import { DavAnswer } from './answer.ts';
import { childrenOf, placesOf, requireFound } from './find.ts';
import { isFolder, liveProps, type Resource } from './live-props.ts';
import { type Lock, locksOfChildren, locksOn } from './locks.ts';
import { propertiesOf, type StoredProp } from './properties.ts';
import { bodyOf, type DavRequest } from './request.ts';
import { readPropfind, type Wanted } from './xml-in.ts';
import { emptyProp, multistatusBegin, multistatusEnd, propResponse, xmlType } from './xml-out.ts';

/** Properties of a resource and, for a folder at depth 1, of what lies in it. Deeper than that no program needs to look at once: refused (section 9.1). */
export async function propfind(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const wanted = readPropfind(await bodyOf(request));
  if (request.depth === 'infinity') throw new DavAnswer(403, 'propfind-finite-depth');
  const { resources, locks, props } = await ctx.read(async (db) => {
    // folders hold one file or ten thousand: a plan kept from the one is ruinous for the other
    await sql`set local plan_cache_mode = force_custom_plan`.execute(db);
    const found = await resourcesAt(ctx, db, request);
    const ids = found.flatMap(({ entry }) => entry?.id ?? []);
    const [held, kept] = await Promise.all([locksAt(ctx, db, found), propertiesOf(db, ids)]);
    return { resources: found, locks: held, props: kept };
  });
  const now = ctx.now();
  const shown = function* () {
    yield multistatusBegin;
    for (const resource of resources) {
      const id = resource.entry?.id ?? '';
      yield response(request.base, resource, wanted, { locks: locks(id), props: props.get(id) ?? [], now });
    }
    yield multistatusEnd;
  };
  return reply.status(207).type(xmlType).send(Readable.from(shown()));
}

/** Entry id → locks, of a resource and of what lies in it. */
async function locksAt(ctx: Ctx, db: Db, [self, ...children]: readonly Resource[]): Promise<(id: string) => Lock[]> {
  if (self === undefined || self.space === null) return () => [];
  const { entry, space } = self;
  const [own, ofChildren] = await Promise.all([
    entry === null ? [] : locksOn(ctx, db, [entry.id]).then((locks) => locks.get(entry.id) ?? []),
    children.length === 0 ? new Map<string, Lock[]>() : locksOfChildren(ctx, db, space.id, entry?.id ?? null),
  ]);
  const deep = own.filter((lock) => lock.deep);
  return (id) => (id === entry?.id ? own : [...(ofChildren.get(id) ?? []), ...deep]);
}

async function resourcesAt(ctx: Ctx, db: Db, { names, depth }: DavRequest): Promise<Resource[]> {
  const found = await requireFound(ctx, db, names);
  const below = depth !== '0';
  if (found.kind === 'top') {
    const places = below ? [...(await placesOf(ctx, db))] : [];
    return [{ names, entry: null, space: null }, ...places.map(([name, space]) => ({ names: [name], entry: null, space }))];
  }
  const { space } = found;
  const entry = found.kind === 'entry' ? found.entry : null;
  const self = { names, entry, space };
  if (!below || !isFolder(self)) return [self];
  const children = await childrenOf(ctx, db, space, entry);
  return [self, ...children.map((child) => ({ names: [...names, child.shown], entry: child, space }))];
}

function response(
  base: string,
  resource: Resource,
  wanted: Wanted,
  kept: { locks: readonly Lock[]; props: readonly StoredProp[]; now: Date },
): string {
  const href = addressOf(base, resource.names, isFolder(resource));
  const live = liveProps(base, resource, kept.locks, kept.now);
  const there = Object.entries(live).filter(([, xml]) => xml !== null);
  if (wanted.kind === 'names')
    return propResponse(href, [
      ['200 OK', [...there.map(([name]) => emptyProp({ namespace: 'DAV:', name })), ...kept.props.map(emptyProp)]],
    ]);
  if (wanted.kind === 'all')
    return propResponse(href, [['200 OK', [...there.map(([, xml]) => xml ?? ''), ...kept.props.map(({ xml }) => xml)]]]);
  const found: string[] = [];
  const missing: string[] = [];
  for (const prop of wanted.names) {
    const xml =
      prop.namespace === 'DAV:'
        ? live[prop.name]
        : kept.props.find(({ namespace, name }) => namespace === prop.namespace && name === prop.name)?.xml;
    if (xml === undefined || xml === null) missing.push(emptyProp(prop));
    else found.push(xml);
  }
  return propResponse(href, [
    ['200 OK', found],
    ['404 Not Found', missing],
  ]);
}
