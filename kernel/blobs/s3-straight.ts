import type { AwsClient } from 'aws4fetch';
import { BlobMissing, isHash, type StraightStore } from './blob-store.ts';
import { letsPages } from './s3-cors.ts';

/** What a browser must know of the store. */
interface PublicPlace {
  bucket: string;
  publicEndpoint: string;
  origin: string | null;
}

/**
 * Signed addresses of an S3 store (Signature Version 4 in the query), so that bytes go to browsers without passing through this process.
 *
 * @param keyOf  key of an object, by its hash
 * @returns null when the bucket does not let pages of ours read (CORS): then everything goes on through this process, and nothing is missing
 */
export async function openStraight(
  { origin, bucket, publicEndpoint }: PublicPlace,
  client: AwsClient,
  keyOf: (hash: string) => string,
): Promise<Omit<StraightStore, 'uploads'> | null> {
  const bucketAddress = `${publicEndpoint.replace(/\/$/, '')}/${bucket}`;
  const anObject = `${bucketAddress}/${keyOf('0'.repeat(64))}`;
  if (origin === null || !(await letsPages(anObject, origin, { method: 'GET', headers: 'range' }))) return null;
  return {
    origin: new URL(publicEndpoint).origin,
    addressOf: async (hash, headers, seconds) => {
      if (!isHash(hash)) throw new BlobMissing(hash);
      const address = new URL(`${bucketAddress}/${keyOf(hash)}`);
      address.searchParams.set('X-Amz-Expires', String(seconds));
      // the store answers with these and nothing else: they are signed too
      address.searchParams.set('response-content-type', headers['Content-Type'] ?? 'application/octet-stream');
      address.searchParams.set('response-content-disposition', headers['Content-Disposition'] ?? 'attachment');
      address.searchParams.set('response-cache-control', 'private, no-store');
      const signed = await client.sign(address.href, { method: 'GET', aws: { signQuery: true } });
      return signed.url.replaceAll('+', '%20'); // a space, which not every store reads from a plus
    },
  };
}
