import type { FastifyError, FastifyInstance } from 'fastify';
import { Refusal } from '#kernel/errors/refusal.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import { chooseLanguage } from '#kernel/texts/texts.ts';
import type { Platform } from './platform.ts';

/** Turns everything thrown into the one error shape `{ code, data, message }`; bugs get an incident number and are logged once, here. */
export function answerErrors(app: FastifyInstance, platform: Platform): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof Refusal ? error : fromFastify(error as FastifyError); // fastify types it unknown
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
