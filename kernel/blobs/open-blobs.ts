import { join } from 'node:path';
import type { BlobStore } from './blob-store.ts';
import { openDiskBlobs } from './disk.ts';
import { openS3Blobs } from './s3.ts';

/** The part of the environment that says where blobs are kept. */
export type BlobSettings = {
  /**
   * not set: on disk, `<data>/blobs`
   * `/srv/blobs`: on disk, there (an absolute path; for several servers a shared file system)
   * `s3://BUCKET/PREFIX?endpoint=https://s3.example.org&region=eu-central-1`: an S3 store. PREFIX may be missing, region is 'us-east-1' unless
   * said, which stores other than Amazon's take for "any". An endpoint without https is refused outside loopback. `&public=https://…`: the store as
   * browsers reach it, where that is another address. Bytes go straight from there to browsers once the bucket's CORS rule lets our origin read,
   * and large ones straight there once it lets it write.
   */
  SCHULHOF_BLOBS?: string | undefined;
  /** Access key and secret of the S3 store; apart from the address, which is printed at start and in faults. */
  SCHULHOF_BLOBS_KEY?: string | undefined;
  SCHULHOF_BLOBS_SECRET?: string | undefined;
};

/**
 * Opens the store of this installation.
 *
 * @param settings    usually `process.env`
 * @param dataFolder  the installation's data folder: the default store, and uploads on their way to S3 (`<data>/temp`)
 * @param origin      our own, for a store that hands bytes out by itself; without it everything goes through this process
 * @throws Error naming the setting that is wrong; the start stops on it
 */
export async function openBlobs(settings: BlobSettings, dataFolder: string, origin: string | null = null): Promise<BlobStore> {
  const place = settings.SCHULHOF_BLOBS;
  if (place === undefined || place === '') return openDiskBlobs(join(dataFolder, 'blobs'));
  if (place.startsWith('/')) return openDiskBlobs(place);
  if (!URL.canParse(place) || !place.startsWith('s3://'))
    throw new Error(`SCHULHOF_BLOBS must be an absolute path or s3://…, not ${place}`);

  const url = new URL(place);
  const endpoint = url.searchParams.get('endpoint');
  if (url.username || url.password) throw new Error('SCHULHOF_BLOBS must not hold keys: SCHULHOF_BLOBS_KEY and SCHULHOF_BLOBS_SECRET do');
  if (!url.hostname) throw new Error('SCHULHOF_BLOBS names no bucket');
  if (!endpoint || !isSafe(endpoint)) throw new Error('SCHULHOF_BLOBS needs ?endpoint=https://… (http on loopback only)');
  if (!settings.SCHULHOF_BLOBS_KEY || !settings.SCHULHOF_BLOBS_SECRET) {
    throw new Error('SCHULHOF_BLOBS is an S3 store: SCHULHOF_BLOBS_KEY and SCHULHOF_BLOBS_SECRET are missing');
  }
  const publicEndpoint = url.searchParams.get('public') ?? endpoint;
  if (!isSafe(publicEndpoint)) throw new Error('SCHULHOF_BLOBS needs &public=https://… (http on loopback only)');
  return openS3Blobs({
    endpoint,
    publicEndpoint,
    origin,
    bucket: url.hostname,
    prefix: prefixOf(url.pathname),
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId: settings.SCHULHOF_BLOBS_KEY,
    secretAccessKey: settings.SCHULHOF_BLOBS_SECRET,
    tempFolder: join(dataFolder, 'temp'),
  });
}

/** '/' → '', '/a/b' → 'a/b/' */
function prefixOf(pathname: string): string {
  const parts = pathname.split('/').filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join('/')}/`;
}

function isSafe(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
