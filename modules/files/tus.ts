import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { MemoryLocker, Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/errors/refusal.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId, newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { beginUpload } from './begin-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { maxFileBytes } from './settings.ts';
import { requireUpload } from './uploads.ts';

const stores = new Map<string, FileStore>();
/** One upload is written by one request at a time; a second one of the same upload makes the first let go. */
const locker = new MemoryLocker();

/** Where bytes of unfinished uploads lie. */
export function uploadStore(dataDir: string): FileStore {
  const known = stores.get(dataDir);
  if (known !== undefined) return known;
  const store = new FileStore({ directory: join(dataDir, 'uploads') });
  stores.set(dataDir, store);
  return store;
}

/**
 * Resumable upload, tus 1.0.0 (tus.io/protocols/resumable-upload): POST begins one, HEAD asks how far it is, PATCH goes on, DELETE gives it up.
 * The id of the upload is the id of the file. A server per request is a handful of objects and knows its caller without any look-up table.
 */
export async function serveUpload(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const store = uploadStore(ctx.services.dataDir);
  const path = `/api/${ctx.school.slug}/files/uploads`;
  let failure: unknown;
  const server = new Server({
    path,
    datastore: store,
    locker,
    maxSize: maxFileBytes,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    namingFunction: () => newId(),
    onIncomingRequest: async (incoming, id) => {
      if (incoming.method !== 'POST') await requireOwn(ctx, id);
    },
    onUploadCreate: async (_incoming, upload) => {
      const said = upload.metadata ?? {};
      await beginUpload(ctx, {
        id: upload.id,
        name: said['filename'] ?? '',
        sizeBytes: upload.size,
        folderId: said['folderId'] || undefined,
        spaceId: said['spaceId'] || undefined,
        replaces: 'replace' in said,
      });
      return {};
    },
    onUploadFinish: async (_incoming, upload) => {
      await finish(ctx, store, upload.id);
      return {};
    },
    onResponseError: (_incoming, error) => {
      // a plain object is an answer of the protocol itself; anything else is ours to answer
      if (error instanceof Error || error instanceof Refusal) failure = error;
      return undefined;
    },
  });

  if (request.method === 'HEAD') {
    const done = await resumeFinish(ctx, store, request);
    if (done !== null)
      return reply.headers({ 'tus-resumable': '1.0.0', 'upload-offset': String(done), 'upload-length': String(done) }).send();
  }
  const answer = await server.handleWeb(webRequest(ctx, request) as Parameters<Server['handleWeb']>[0]); // the server reads nothing beyond a standard Request
  if (failure !== undefined) throw failure;
  for (const [name, value] of answer.headers)
    if (!name.startsWith('access-control-') && name !== 'content-length') reply.header(name, value);
  if (request.method === 'DELETE' && answer.status === 204) await forget(ctx, request);
  return reply.status(answer.status).send(answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer()));
}

/**
 * When all bytes came but the answer was lost, or the store failed at the end, asking how far it is finishes the work.
 *
 * @returns the length of a file that is ready, null for an upload that must go on
 */
async function resumeFinish(ctx: Ctx, store: FileStore, request: FastifyRequest): Promise<number | null> {
  const id = idOf(request);
  const upload = await requireOwn(ctx, id);
  if (upload.state === 'uploading') {
    const there = await store.getUpload(id).catch(() => null);
    if (there === null || there.offset !== upload.size_bytes) return null;
    await finish(ctx, store, id);
  }
  return upload.size_bytes;
}

async function finish(ctx: Ctx, store: FileStore, id: string): Promise<void> {
  const path = join(store.directory, id);
  try {
    await finishUpload(ctx, id, path);
  } catch (error) {
    // refused for good: the bytes go; a failing store may be tried again with them
    if (error instanceof Refusal && error.status === 415) await store.remove(id).catch(() => undefined);
    throw error;
  }
  await store.remove(id).catch(() => undefined); // gone already when two finished at once
}

async function requireOwn(ctx: Ctx, id: string) {
  if (!isId(id)) notFound('upload');
  return ctx.read((db) => requireUpload(db, ctx.caller.personId, id));
}

async function forget(ctx: Ctx, request: FastifyRequest): Promise<void> {
  const id = idOf(request);
  await ctx.write((db) =>
    db
      .deleteFrom('files.file')
      .where('school_id', '=', db.schoolId)
      .where('id', '=', id)
      .where('made_by', '=', ctx.caller.personId)
      .where('state', '=', 'uploading')
      .execute(),
  );
}

function idOf(request: FastifyRequest): string {
  const { uploadId = '' } = request.params as { uploadId?: string }; // the route's own parameter
  return uploadId;
}

function webRequest(ctx: Ctx, request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  const url = new URL(request.url, ctx.request.origin);
  const hasBody = request.method === 'PATCH' || (request.method === 'POST' && headers.get('content-type') !== null);
  if (!hasBody) return new Request(url, { method: request.method, headers });
  // a stream of Node is a web stream by another name; TypeScript keeps two types of it
  const body = Readable.toWeb(request.raw) as unknown as ReadableStream;
  return new Request(url, { method: request.method, headers, body, duplex: 'half' } as RequestInit); // lib.dom does not know `duplex` yet
}
