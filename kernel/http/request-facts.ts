import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies, RequestFacts } from '#kernel/module/ctx.ts';
import type { Platform } from './platform.ts';
import { isSecure } from './session.ts';

/** What is known of a request besides its content, and the cookies it may set. */
export function requestFacts(platform: Pick<Platform, 'services'>, request: FastifyRequest, reply: FastifyReply): RequestFacts {
  return {
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    origin: platform.services.origin,
    secure: isSecure(request),
    cookies: cookies(request, reply),
  };
}

function cookies(request: FastifyRequest, reply: FastifyReply): Cookies {
  return {
    get: (name) => request.cookies[name],
    set: (name, value, { path, maxAgeSeconds }) => {
      const lasting = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds };
      reply.setCookie(name, value, { path, httpOnly: true, sameSite: 'lax', secure: isSecure(request), ...lasting });
    },
    clear: (name, path) => {
      reply.clearCookie(name, { path });
    },
  };
}
