import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZipFile } from 'yazl';
import { lanes } from '#kernel/admission/lanes.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { exportPerson } from '#kernel/privacy/engine.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { namesOf } from '#modules/people/public.ts';
import { inBothZones } from './in-both-zones.ts';

/**
 * Everything that is held about a person in this school, as a zip with one JSON file per part of a module (Art. 15 and 20 DSGVO).
 * It is written while it is read: never as a whole in memory, and from one transaction, so that the parts fit each other.
 *
 * @throws not found (404) for a person of another school or none · `kernel.busy` (503) before anything was noted or sent
 */
export async function sendExport(modules: readonly Module[], ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { personId = '' } = request.params as { personId?: string }; // the route's own parameter
  if (!isId(personId)) notFound('person');
  return lanes.exports.run(() => send(modules, ctx, personId, reply), ctx.caller.personId);
}

async function send(modules: readonly Module[], ctx: Ctx, personId: string, reply: FastifyReply): Promise<unknown> {
  await ctx.write(async (db) => {
    if (!(await namesOf(db, [personId])).has(personId)) notFound('person');
    await db.audit({ act: 'schools.person_exported', subject: { type: 'person', id: personId } });
  });
  const zip = new ZipFile();
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  reply.header('content-type', 'application/zip');
  reply.header('content-disposition', `attachment; filename="auskunft-${dayOf(ctx.now())}.zip"`);
  reply.header('cache-control', 'no-store');
  const written = writeParts(modules, ctx, personId, zip, gone.signal).catch((error: unknown) => {
    // the head has been sent: a cut-off file is all that can be said
    if (!gone.signal.aborted) ctx.log.error({ err: error }, 'export of a person failed');
    reply.raw.destroy();
  });
  await reply.send(zip.outputStream);
  await written;
  return reply;
}

async function writeParts(modules: readonly Module[], ctx: Ctx, personId: string, zip: ZipFile, signal: AbortSignal): Promise<void> {
  const mtime = ctx.now();
  const names = new Map<string, number>();
  let open: { name: string; stream: PassThrough } | null = null;
  const write = async (stream: PassThrough, text: string) => {
    if (!stream.write(text)) await once(stream, 'drain', { signal });
  };
  await inBothZones(ctx, 'read', async (zones) => {
    for await (const { module, part, value } of exportPerson(modules, zones, personId)) {
      const name = `${module}/${part.replaceAll(/[^\w-]+/g, '_')}`;
      let first = false;
      if (open?.name !== name) {
        open?.stream.end('\n]\n');
        const nth = (names.get(name) ?? 0) + 1;
        names.set(name, nth);
        open = { name, stream: new PassThrough() };
        zip.addReadStream(open.stream, `${name}${nth > 1 ? `-${nth}` : ''}.json`, { mtime });
        first = true;
      }
      await write(open.stream, `${first ? '[\n' : ',\n'}${JSON.stringify(value)}`);
    }
  });
  // the last one, which the compiler does not see being set inside the loop
  (open as { stream: PassThrough } | null)?.stream.end('\n]\n');
  zip.end();
}
