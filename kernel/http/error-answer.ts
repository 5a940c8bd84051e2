import type { FastifyError, FastifyInstance } from 'fastify';
import { Refusal } from '#kernel/errors/refusal.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import { chooseLanguage } from '#kernel/texts/texts.ts';
import type { Platform } from './platform.ts';

/** Turns everything thrown into the one error shape `{ code, data, message }`; bugs get an incident number and are logged once, here. */
export function answerErrors(app: FastifyInstance, platform: Platform): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof Refusal ? error : (fromFastify(error as FastifyError) ?? fromDisk(platform, error)); // fastify types it unknown
    const language = chooseLanguage(null, request.headers['accept-language']);
    if (refusal !== null) {
      const [module, reason] = refusal.code.split('.');
      const message = platform.say(language, `${module?.replaceAll('_', '-')}:refusals.${reason}`, refusal.data);
      const wait = refusal.data['retryAfterSeconds'];
      if (typeof wait === 'number') reply.header('retry-after', String(Math.ceil(wait)));
      return reply.status(refusal.status).send({ code: refusal.code, data: refusal.data, message });
    }
    const incident = newId().slice(-8);
    platform.log.error({ incident, route: request.routeOptions.url, method: request.method, err: error }, 'failed');
    return reply
      .status(500)
      .send({ code: 'kernel.failed', data: { incident }, message: platform.say(language, 'refusals.failed', { incident }) });
  });
  app.setNotFoundHandler(() => {
    throw kernelRefusals.notFound();
  });
}

/** What fastify itself refuses before a route runs. */
function fromFastify(error: FastifyError): Refusal | null {
  if (error.statusCode === 413) return kernelRefusals.tooLarge();
  if (error.statusCode === 415) return kernelRefusals.wrongType();
  if (error.statusCode === 400) return kernelRefusals.badRequest({ place: 'body', problem: error.code });
  return null;
}

/** Of the system (ENOSPC, EDQUOT) and of PostgreSQL (53100). */
const diskFull: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** A disk without room is nobody's fault and no bug, but those who run the server must know: it is logged as an error. */
function fromDisk(platform: Platform, error: unknown): Refusal | null {
  if (!(error instanceof Error && 'code' in error && diskFull.has(error.code))) return null;
  platform.log.error({ code: error.code }, 'the disk is full');
  return kernelRefusals.diskFull();
}
