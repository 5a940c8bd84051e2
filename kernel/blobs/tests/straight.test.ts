import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadHeaders } from '../download-headers.ts';
import { openBlobs } from '../open-blobs.ts';

const origin = 'https://schule.example.org';
const rule = `<CORSConfiguration><CORSRule><AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
  <AllowedHeader>range</AllowedHeader><ExposeHeader>content-range</ExposeHeader></CORSRule></CORSConfiguration>`;
let folder: string;
let s3: S3rver;
let endpoint: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'straight-'));
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'open', configs: [Buffer.from(rule)] }, { name: 'closed' }],
  });
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const opened = (bucket: string, from: string | null) =>
  openBlobs(
    { SCHULHOF_BLOBS: `s3://${bucket}/p?endpoint=${endpoint}`, SCHULHOF_BLOBS_KEY: 'S3RVER', SCHULHOF_BLOBS_SECRET: 'S3RVER' },
    folder,
    from,
  );

async function aBlob(bytes: Buffer) {
  const blobs = await opened('open', origin);
  const { hash } = await blobs.put(Readable.from([bytes]), { limitBytes: bytes.length });
  if (blobs.straight === null) throw new Error('the bucket lets us read');
  return { hash, straight: blobs.straight };
}

test('bytes go straight where the bucket lets our pages read, and only there', async () => {
  expect((await opened('open', origin)).straight?.origin).toBe(endpoint);
  expect((await opened('open', 'https://anders.example.org')).straight).toBeNull();
  expect((await opened('open', null)).straight).toBeNull();
  expect((await opened('closed', origin)).straight).toBeNull();
});

test('an address gives the bytes, whole and in parts, under the name and type we say', async () => {
  const bytes = randomBytes(10_000);
  const { hash, straight } = await aBlob(bytes);
  const headers = downloadHeaders({ name: 'Größe + 100 %.pdf', type: 'application/pdf', inline: false });
  const address = await straight.addressOf(hash, headers, 60);

  const whole = await fetch(address, { headers: { origin } });
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  expect(whole.headers.get('content-type')).toBe('application/pdf');
  expect(whole.headers.get('content-disposition')).toBe(headers['Content-Disposition']);
  expect(whole.headers.get('access-control-allow-origin')).toBe(origin);
  const part = await fetch(address, { headers: { range: 'bytes=10-19' } });
  expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))]).toEqual([206, true]);
});

test('a page is never one: it comes as mere bytes to be kept', async () => {
  const { hash, straight } = await aBlob(Buffer.from('<script>alert(1)</script>'));
  const answer = await fetch(await straight.addressOf(hash, downloadHeaders({ name: 'x.html', type: 'text/html', inline: true }), 60));
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
});

/** The signature an address must carry (Amazon S3, "Authenticating Requests: Using Query Parameters"); the store of these tests does not check them. */
function signatureOf(address: URL): string {
  const said = (name: string) => address.searchParams.get(name) ?? '';
  const [, date = '', region = '', service = '', end = ''] = said('X-Amz-Credential').split('/');
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...address.searchParams].filter(([name]) => name !== 'X-Amz-Signature').map((pair) => pair.map(encode).join('='));
  const canonical = ['GET', address.pathname, query.sort().join('&'), `host:${address.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = [date, region, service, end].join('/');
  const text = ['AWS4-HMAC-SHA256', said('X-Amz-Date'), scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const hmac = (key: Buffer | string, part: string) => createHmac('sha256', key).update(part).digest();
  return hmac([date, region, service, end].reduce<Buffer | string>(hmac, 'AWS4S3RVER'), text).toString('hex');
}

test.each([
  [
    'another object',
    (address: URL) => {
      address.pathname = address.pathname.replace(/.$/, (sign) => (sign === '0' ? '1' : '0'));
    },
  ],
  ['another type', (address: URL) => address.searchParams.set('response-content-type', 'text/html')],
  ['shown instead of kept', (address: URL) => address.searchParams.set('response-content-disposition', 'inline')],
  ['a longer time', (address: URL) => address.searchParams.set('X-Amz-Expires', '86400')],
])('an address changed into %s has no signature that holds', async (_what, change) => {
  const { hash, straight } = await aBlob(Buffer.from('geheim'));
  const headers = downloadHeaders({ name: "Anna's Heft (1) + 2.txt", type: 'text/plain', inline: false });
  const address = new URL(await straight.addressOf(hash, headers, 60));
  const given = address.searchParams.get('X-Amz-Signature');
  expect(address.search).not.toContain('+');
  expect(signatureOf(address)).toBe(given);

  change(address);

  expect(signatureOf(address)).not.toBe(given);
});

test('an address opens nothing after its time, and none is made for what is no hash', async () => {
  const { hash, straight } = await aBlob(Buffer.from('geheim'));
  const address = await straight.addressOf(hash, {}, 1);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect((await fetch(address)).status).toBe(403);
  await expect(straight.addressOf('../../etc/passwd', {}, 60)).rejects.toThrow('there is no blob');
});
