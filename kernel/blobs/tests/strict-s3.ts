import { createHash, createHmac } from 'node:crypto';
import { access, readdir, readFile, rm, stat } from 'node:fs/promises';
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import S3rver from 's3rver';

/** What was asked of it: method and query of requests with a query, and copies. */
export type Asked = { method: string; path: string; query: URLSearchParams };

const smallestPart = 5 * 1024 ** 2;

/** The rule a bucket needs for everything that goes straight. */
export const corsRule = (origin: string, methods = ['GET', 'PUT']) =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>${origin}</AllowedOrigin>${methods
    .map((method) => `<AllowedMethod>${method}</AllowedMethod>`)
    .join('')}<AllowedHeader>range</AllowedHeader></CORSRule></CORSConfiguration>`;

/**
 * An S3 store for tests, with what s3rver lacks and Amazon S3 does: every signature is checked with all headers it names, ListParts and AbortMultipartUpload are
 * there, parts of an ended upload are refused, joining asks for the right tags and sizes, copying heeds its condition.
 *
 * @param buckets  their CORS rules, by name
 */
export async function strictS3(directory: string, buckets: Record<string, string | null>) {
  const configureBuckets = Object.entries(buckets).map(([name, rule]) => ({ name, configs: rule === null ? [] : [Buffer.from(rule)] }));
  const inner = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets });
  const { port } = await inner.run();
  const agent = new Agent({ keepAlive: true });
  const asked: Asked[] = [];
  /** Answers before the store does, once: for faults. */
  const faults: ((request: IncomingMessage, url: URL) => number | null)[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const method = request.method ?? '';
    const no = (status: number, code: string) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
    };
    if (method === 'OPTIONS') return forward(request, response, null);
    asked.push({ method, path: url.pathname, query: url.searchParams });
    for (const fault of faults) {
      const status = fault(request, url);
      if (status !== null) return no(status, 'Fault');
    }
    if (!isSigned(request, url)) return no(403, 'SignatureDoesNotMatch');
    const uploadId = url.searchParams.get('uploadId');
    const [, bucket = '', ...key] = url.pathname.split('/');
    const source = request.headers['x-amz-copy-source'];
    if (typeof source === 'string') {
      const tag = await head(port, source);
      if (tag !== request.headers['x-amz-copy-source-if-match']) return no(412, 'PreconditionFailed');
    }
    if (uploadId === null) return forward(request, response, null);

    const folder = join(directory, bucket, '._S3rver_uploads', uploadId.replace(/\W/g, ''));
    const isThere = (await readFile(join(folder, 'key'), 'utf8').catch(() => null)) === key.join('/');
    if (!isThere) return no(404, 'NoSuchUpload');
    if (method === 'DELETE') {
      await rm(folder, { recursive: true });
      return void response.writeHead(204).end();
    }
    const parts = await partsIn(folder);
    if (method === 'GET') {
      const list = parts.map(
        ({ number, size, tag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag><Size>${size}</Size></Part>`,
      );
      return void response.writeHead(200, { 'content-type': 'application/xml' }).end(`<ListPartsResult>${list.join('')}</ListPartsResult>`);
    }
    if (method === 'PUT') return forward(request, response, null);
    const order = await text(request);
    const wished = [...order.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/g)].map(([, number, tag]) => ({
      number: Number(number),
      tag,
    }));
    const known = wished.map(({ number, tag }) =>
      parts.find((part) => part.number === number && part.tag.replaceAll('&quot;', '"') === tag),
    );
    if (known.length === 0 || known.includes(undefined)) return no(400, 'InvalidPart');
    if (known.slice(0, -1).some((part) => (part?.size ?? 0) < smallestPart)) return no(400, 'EntityTooSmall');
    return forward(request, response, order);
  }

  /** Lets the inner store answer; the signature has been checked. */
  function forward(request: IncomingMessage, response: ServerResponse, body: string | null): void {
    const { authorization: _, host: __, ...headers } = request.headers;
    const onward = ask({ agent, port, host: '127.0.0.1', method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy()); // whoever asked has gone, or has it all
    request.on('error', () => onward.destroy());
    request.on('aborted', () => onward.destroy());
    if (body === null) request.pipe(onward);
    else onward.end(body);
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  return {
    endpoint,
    asked,
    faults,
    /** Multipart uploads the store knows of, in all buckets. */
    uploads: async () => {
      const folders = await Promise.all(
        Object.keys(buckets).map((name) => readdir(join(directory, name, '._S3rver_uploads')).catch(() => [])),
      );
      return folders.flat();
    },
    /** Keys of objects in a bucket. */
    keys: async (bucket: string) => {
      const files = await readdir(join(directory, bucket), { recursive: true });
      return files.filter((file) => file.endsWith('._S3rver_object')).map((file) => file.replace('._S3rver_object', ''));
    },
    settings: (place: string) => ({
      SCHULHOF_BLOBS: `s3://${place}?endpoint=${endpoint}`,
      SCHULHOF_BLOBS_KEY: 'S3RVER',
      SCHULHOF_BLOBS_SECRET: 'S3RVER',
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      agent.destroy(); // a line opened for somebody who went at once would hold the inner store open
      await inner.close();
    },
  };
}

async function partsIn(folder: string) {
  const names = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
  const whole = await Promise.all(
    names.map((name) =>
      access(join(folder, `${name}.md5`)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return Promise.all(
    whole.flat().map(async (name) => {
      const [{ size }, md5] = await Promise.all([stat(join(folder, name)), readFile(join(folder, `${name}.md5`), 'utf8')]);
      return { number: Number(name), size, tag: `&quot;${md5}&quot;` };
    }),
  );
}

async function head(port: number, path: string): Promise<string | null> {
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD' })).headers.get('etag');
}

/** Signature Version 4, in a header or in the query (Amazon S3, "Authenticating Requests"). */
function isSigned(request: IncomingMessage, url: URL): boolean {
  const inQuery = url.searchParams.get('X-Amz-Signature');
  const header = /Credential=([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(request.headers.authorization ?? '');
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const [credential, signedHeaders, signature, date] =
    inQuery === null
      ? [header?.[1] ?? '', header?.[2] ?? '', header?.[3], String(request.headers['x-amz-date'])]
      : [said('X-Amz-Credential'), said('X-Amz-SignedHeaders'), inQuery, said('X-Amz-Date')];
  if (inQuery !== null) {
    const begun = Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
    if (Date.now() > begun + Number(said('X-Amz-Expires')) * 1000) return false;
  }
  const encode = (part: string) =>
    encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature').map((pair) => pair.map(encode).join('='));
  const names = signedHeaders.split(';');
  const lines = names.map((name) => `${name}:${name === 'host' ? url.host : (request.headers[name] ?? '')}`);
  const payload = inQuery === null ? String(request.headers['x-amz-content-sha256']) : 'UNSIGNED-PAYLOAD';
  const canonical = [request.method, url.pathname, query.sort().join('&'), ...lines, '', signedHeaders, payload].join('\n');
  const [key, ...scope] = credential.split('/');
  const hmac = (secret: Buffer | string, part: string) => createHmac('sha256', secret).update(part).digest();
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), createHash('sha256').update(canonical).digest('hex')].join('\n');
  return key === 'S3RVER' && hmac(scope.reduce<Buffer | string>(hmac, 'AWS4S3RVER'), toSign).toString('hex') === signature;
}
