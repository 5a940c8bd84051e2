import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { ERRORS, type Locker, MemoryLocker, Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lanes } from '#kernel/admission/lanes.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId, newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { beginUpload } from './begin-upload.ts';
import { broughtOnDisk } from './brought-on-disk.ts';
import { finishUpload } from './finish-upload.ts';
import { forgetSeen, seenUpTo, seenWhole } from './seen-bytes.ts';
import { maxFileBytes } from './settings.ts';
import { dropEnded } from './straight/drop.ts';
import { straightFromBytes } from './straight/parts.ts';
import { straightUploads } from './straight/way.ts';
import { TooManyBytes, takeBytes } from './take-bytes.ts';
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
    ...receiving(store, request.raw, ctx.caller.personId),
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
      await lanes.uploads.run(() => finish(ctx, store, upload.id), ctx.caller.personId);
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
  // the page may bring the bytes to the store itself (straight/contract.ts)
  const length = Number(request.headers['upload-length']);
  if (request.method === 'POST' && answer.status === 201 && maybeStraight(ctx, length)) reply.header('upload-straight', '1');
  return reply.status(answer.status).send(answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer()));
}

/**
 * The store of one request. Bytes come straight from its line: the library would send each piece of them through six streams of its own, which costs more than
 * everything else together. A second request of the same upload makes a line that is still being read let go. Where there is no room for more uploads now, the
 * page is told when to go on (503); what has come before stays.
 */
function receiving(store: FileStore, line: Readable, personId: string): { datastore: FileStore; locker: Locker } {
  let isReading = false;
  const write = async (nothing: Readable, id: string, offset: number) => {
    nothing.resume();
    const { size = 0 } = await store.getUpload(id);
    const take = async () => {
      try {
        const place = { path: join(store.directory, id), offset, limitBytes: size - offset, measuring: seenUpTo(id, offset, size) };
        return await takeBytes(line, place);
      } catch (fault) {
        forgetSeen(id);
        throw fault instanceof TooManyBytes ? ERRORS.ERR_MAX_SIZE_EXCEEDED : fault;
      }
    };
    isReading = true;
    try {
      return await lanes.uploads.run(take, personId);
    } finally {
      isReading = false;
    }
  };
  const newLock: Locker['newLock'] = (id) => {
    const lock = locker.newLock(id);
    const letGo = () => void (isReading && line.destroy());
    return {
      lock: (signal, release) =>
        lock.lock(signal, () => {
          letGo();
          return release();
        }),
      unlock: () => lock.unlock(),
    };
  };
  return { datastore: Object.create(store, { write: { value: write } }) as FileStore, locker: { newLock } }; // the store in all but this
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
  const { offset } = await store.getUpload(id);
  try {
    await finishUpload(ctx, id, broughtOnDisk(ctx, path, await seenWhole(id, offset)));
  } catch (error) {
    // refused for good: the bytes go; a failing store may be tried again with them
    if (error instanceof Refusal && error.status === 415) await drop(store, id);
    throw error;
  }
  await drop(store, id);
  if (maybeStraight(ctx, offset)) await dropEnded(ctx, id); // it has gone on here because the store could not be reached
}

/** Whether an upload of this length may go straight to the store. */
function maybeStraight(ctx: Ctx, sizeBytes: number): boolean {
  return straightUploads(ctx) !== null && sizeBytes >= straightFromBytes;
}

/** The bytes of an upload that has ended; gone already when two finished at once. */
async function drop(store: FileStore, id: string): Promise<void> {
  forgetSeen(id);
  await store.remove(id).catch(() => undefined);
}

async function requireOwn(ctx: Ctx, id: string) {
  if (!isId(id)) notFound('upload');
  return ctx.read((db) => requireUpload(db, ctx.caller.personId, id));
}

async function forget(ctx: Ctx, request: FastifyRequest): Promise<void> {
  const id = idOf(request);
  forgetSeen(id);
  await ctx.write((db) =>
    db
      .deleteFrom('files.file')
      .where('school_id', '=', db.schoolId)
      .where('id', '=', id)
      .where('made_by', '=', ctx.caller.personId)
      .where('state', '=', 'uploading')
      .execute(),
  );
  await dropEnded(ctx, id);
}

function idOf(request: FastifyRequest): string {
  const { uploadId = '' } = request.params as { uploadId?: string }; // the route's own parameter
  return uploadId;
}

/** The request without its bytes: those are read by `receiving`. */
function webRequest(ctx: Ctx, request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  const url = new URL(request.url, ctx.request.origin);
  return new Request(url, { method: request.method, headers });
}
