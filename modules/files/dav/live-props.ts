import type { SpaceRow } from '../tree/spaces.ts';
import { addressOf } from './address.ts';
import type { DavEntry } from './find.ts';
import { etagOf } from './find.ts';
import { type Lock, shownToken } from './locks.ts';
import { dav, escaped } from './xml-out.ts';

/** What a resource is, for its properties. */
export interface Resource {
  names: readonly string[];
  /** null: the list of places, or the root of one */
  entry: DavEntry | null;
  space: SpaceRow | null;
}

/** Whether something can lie in it: places and their list are folders too. */
export const isFolder = ({ entry }: Resource) => entry === null || entry.kind === 'folder';

const lockEntry = (scope: 'exclusive' | 'shared') => dav('lockentry', dav('lockscope', dav(scope)) + dav('locktype', dav('write')));

/** `lockdiscovery`'s value (RFC 4918 section 15.8). */
export function activeLocks(locks: readonly Lock[], now: Date, href: (entryId: string) => string): string {
  return locks
    .map((lock) =>
      dav(
        'activelock',
        [
          dav('locktype', dav('write')),
          dav('lockscope', dav(lock.shared ? 'shared' : 'exclusive')),
          dav('depth', lock.deep ? 'infinity' : '0'),
          lock.ownerXml ?? '',
          dav('timeout', `Second-${Math.max(0, Math.round((lock.expiresAt.getTime() - now.getTime()) / 1000))}`),
          dav('locktoken', dav('href', shownToken(lock))),
          dav('lockroot', dav('href', escaped(href(lock.entryId)))),
        ].join(''),
      ),
    )
    .join('');
}

/** The properties the server keeps itself: name → element, or null when the resource has none of it. */
export function liveProps(base: string, resource: Resource, locks: readonly Lock[], now: Date): Record<string, string | null> {
  const { names, entry } = resource;
  const folder = isFolder(resource);
  const own = addressOf(base, names, folder);
  return {
    resourcetype: dav('resourcetype', folder ? dav('collection') : ''),
    displayname: dav('displayname', escaped(names.at(-1) ?? 'Schulhof')),
    getlastmodified: entry === null ? null : dav('getlastmodified', entry.changedAt.toUTCString()),
    creationdate: entry === null ? null : dav('creationdate', entry.madeAt.toISOString()),
    getcontentlength: folder || entry === null ? null : dav('getcontentlength', String(entry.sizeBytes)),
    getcontenttype: folder ? null : dav('getcontenttype', escaped(entry?.type ?? 'application/octet-stream')),
    getetag: entry === null || folder ? null : dav('getetag', escaped(etagOf(entry) ?? '""')),
    supportedlock: entry === null ? null : dav('supportedlock', lockEntry('exclusive') + lockEntry('shared')),
    // the root of a deep lock above is one of the addresses on the way here; which one no client asks
    lockdiscovery:
      entry === null
        ? null
        : dav(
            'lockdiscovery',
            activeLocks(locks, now, (id) => (id === entry.id ? own : rootAbove(base, names))),
          ),
  };
}

function rootAbove(base: string, names: readonly string[]): string {
  return addressOf(base, names.slice(0, -1), true);
}
