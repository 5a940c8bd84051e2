import type { AwsClient } from 'aws4fetch';
import { XMLParser } from 'fast-xml-parser';
import { isId, newId } from '#kernel/ids/id.ts';
import { type ArrivedPart, BlobMissing, BlobTooLarge, type StraightUpload, type StraightUploads } from './blob-store.ts';
import { beginMeasuring } from './measuring.ts';
import { letsPages } from './s3-cors.ts';
import { s3Fault } from './s3-fault.ts';

/** Where uploads lie, and who may bring them. */
interface UploadPlace {
  bucket: string;
  prefix: string;
  endpoint: string;
  publicEndpoint: string;
  origin: string | null;
}

/** The blobs of the same store. */
interface Kept {
  has(hash: string): Promise<boolean>;
  addressOf(hash: string): string;
}

const xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Part' });

/**
 * Uploads by browsers as multipart uploads of an S3 store, under `<prefix>incoming/<name>`. The length of a part is among the signed headers of its address: the
 * store takes no byte more. The parts are asked of the store itself (ListParts), and never believed of a page.
 *
 * The keys need s3:AbortMultipartUpload and s3:ListMultipartUploadParts besides those of s3.ts.
 *
 * @returns null when the bucket does not let pages of ours PUT (CORS), or the store or our key cannot do all of this: tried once, at the start
 */
export async function openUploads(place: UploadPlace, client: AwsClient, kept: Kept): Promise<StraightUploads | null> {
  const keyOf = (name: string) => {
    if (!isId(name)) throw new Error('an upload is named by a UUID');
    return `${place.bucket}/${place.prefix}incoming/${name}`;
  };
  const address = (endpoint: string, name: string, query: Record<string, string> = {}) => {
    const url = new URL(`${endpoint.replace(/\/$/, '')}/${keyOf(name)}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url.href;
  };
  const ours = ({ name, storeId }: StraightUpload, more = {}) => address(place.endpoint, name, { uploadId: storeId, ...more });

  async function isJoined({ name }: StraightUpload): Promise<boolean> {
    const answer = await client.fetch(address(place.endpoint, name), { method: 'HEAD' });
    if (answer.status !== 404 && !answer.ok) throw await s3Fault('HEAD', answer);
    return answer.ok;
  }

  const uploads: StraightUploads = {
    async begin(name) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const answer = await client.fetch(address(place.endpoint, name, { uploads: '' }), { method: 'POST', headers });
      const { InitiateMultipartUploadResult: begun } = await said<{ InitiateMultipartUploadResult?: { UploadId?: string } }>(
        'POST',
        answer,
      );
      if (!begun?.UploadId) throw new Error('the S3 store began an upload without a name');
      return begun.UploadId;
    },

    async partAddress({ name, storeId }, { number, sizeBytes }, seconds) {
      const query = { partNumber: String(number), uploadId: storeId, 'X-Amz-Expires': String(seconds) };
      const signed = await client.sign(address(place.publicEndpoint, name, query), {
        method: 'PUT',
        headers: { 'content-length': String(sizeBytes) },
        aws: { signQuery: true, allHeaders: true },
      });
      return signed.url;
    },

    async arrived(upload) {
      const answer = await client.fetch(ours(upload, { 'max-parts': '1000' }));
      if (answer.status === 404) {
        await answer.body?.cancel();
        return (await isJoined(upload)) ? 'joined' : 'gone';
      }
      const { ListPartsResult: list } = await said<{ ListPartsResult?: { Part?: Record<string, string>[] } }>('GET', answer);
      if (list === undefined) throw new Error('the S3 store does not list parts');
      return (list.Part ?? []).map((part) => ({
        number: Number(part['PartNumber']),
        sizeBytes: Number(part['Size']),
        tag: part['ETag'] ?? '',
      }));
    },

    async join(upload, parts) {
      const answer = await client.fetch(ours(upload), {
        method: 'POST',
        headers: { 'Content-Type': 'application/xml' },
        body: joinOrder(parts),
      });
      if (answer.status === 404 && (await isJoined(upload))) return void (await answer.body?.cancel()); // at the same moment, or the answer was lost
      await said('POST', answer);
    },

    async measure({ name }, { limitBytes }) {
      const answer = await client.fetch(address(place.endpoint, name), { headers: { 'Accept-Encoding': 'identity' } });
      if (answer.status === 404) throw new BlobMissing(name);
      if (!answer.ok) throw await s3Fault('GET', answer);
      const tag = answer.headers.get('etag');
      if (tag === null || tag === '') throw new Error('the S3 store tells no ETag');
      const measuring = beginMeasuring();
      // leaving the loop ends the line
      for await (const piece of answer.body ?? []) {
        measuring.add(piece);
        if (measuring.sizeBytes > limitBytes) throw new BlobTooLarge(limitBytes);
      }
      return { ...measuring.measured(), tag };
    },

    async keep({ name }, { hash, tag }) {
      if (await kept.has(hash)) return;
      const headers = { 'X-Amz-Copy-Source': `/${keyOf(name)}`, 'X-Amz-Copy-Source-If-Match': tag };
      await said('PUT', await client.fetch(kept.addressOf(hash), { method: 'PUT', headers }));
    },

    async drop(upload) {
      for (const what of [ours(upload), address(place.endpoint, upload.name)]) {
        const answer = await client.fetch(what, { method: 'DELETE' });
        if (!answer.ok && answer.status !== 404) throw await s3Fault('DELETE', answer);
        await answer.body?.cancel();
      }
    },
  };

  const { origin } = place;
  const lets = origin !== null && (await letsPages(address(place.publicEndpoint, newId()), origin, { method: 'PUT' }));
  return lets && (await canAll(uploads)) ? uploads : null;
}

/** Begins an upload, asks for it and forgets it: stores and keys that cannot are found out before anybody relies on them. */
async function canAll(uploads: StraightUploads): Promise<boolean> {
  try {
    const name = newId();
    const upload = { name, storeId: await uploads.begin(name) };
    const there = await uploads.arrived(upload).catch(() => 'unlisted');
    await uploads.drop(upload);
    return typeof there !== 'string' && there.length === 0;
  } catch {
    return false;
  }
}

/** The body of CompleteMultipartUpload. */
function joinOrder(parts: readonly ArrivedPart[]): string {
  const safe = (tag: string) => tag.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const lines = parts.toSorted((a, b) => a.number - b.number);
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${lines
    .map(({ number, tag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${safe(tag)}</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;
}

/** The answer as an object. Joining and copying answer 200 before they have begun: what went wrong stands in the text. */
async function said<T>(method: string, answer: Response): Promise<T> {
  if (!answer.ok) throw await s3Fault(method, answer);
  const text = await answer.text();
  const read = text.trim() === '' ? {} : (xml.parse(text) as { Error?: { Code?: string } }); // what the protocol says; every field is looked at before it is used
  if ('Error' in read) throw new Error(`S3 ${method} answered ${read.Error?.Code ?? 'an error'}`);
  return read as T; // the same
}
