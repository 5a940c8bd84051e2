import type { FastifyInstance } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { inSchool } from '#kernel/db/transaction.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { requestFacts } from '#kernel/http/request-facts.ts';
import { backgroundCtx, callerCtx, requestCtx } from '#kernel/http/school-ctx.ts';
import { callerIn, schoolOf } from '#kernel/http/school-routes.ts';
import { identifyBriefly } from '#kernel/http/session.ts';
import { topicsOf } from './topics.ts';

/** A socket has no answer to put cookies on. */
const noReply = { setCookie: () => {}, clearCookie: () => {} } as never;

/** A page follows few things; more is a fault or an attack. */
const maxFollowed = 50;

/** The one socket of a page: `{follow}` and `{leave}` come in, `{look}` goes out. Rights are checked when following. */
export function addLive(app: FastifyInstance, platform: Platform): void {
  const topics = topicsOf(platform.modules);
  app.get('/api/:school/live', { websocket: true }, async (socket: WebSocket, request) => {
    // browsers send Origin with every socket; cookies alone are no proof
    const origin = request.headers.origin;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host)) return socket.close(4403);
    // service restart: another process takes it
    if (platform.state.draining) return socket.close(1012);
    // once, from the cookies of the opening: they grow old while the socket stays open. Whether the device is still open is asked at each follow
    const who = identifyBriefly(platform, request);
    if (who === null) return socket.close(4401);
    const followed = new Map<string, () => void>();
    socket.on('close', () => {
      for (const leave of followed.values()) leave();
      followed.clear();
    });
    socket.on('message', (raw: RawData) => {
      void handle(String(raw)).catch(() => socket.close(4401));
    });

    async function handle(text: string): Promise<void> {
      const message = readMessage(text);
      if (message.leave !== undefined) {
        followed.get(message.leave)?.();
        followed.delete(message.leave);
      }
      const topic = message.follow;
      if (topic === undefined || followed.has(topic) || followed.size >= maxFollowed) return;
      const [module, name, id = ''] = topic.split('/');
      const declared = topics.find((candidate) => candidate.module.id === module && candidate.topic.name === name);
      if (who === null || declared === undefined) throw kernelRefusals.notFound();
      const school = await schoolOf(platform, declared.module, request);
      const acting = { actorId: null, now: () => platform.clock.now(school.id) };
      const allowed = await inSchool(platform.pools.teaching, school.id, true, acting, async (db) => {
        const { caller, language } = await callerIn(platform, db, { school, who }, request);
        const ctx = callerCtx(platform, backgroundCtx(platform, school), caller, language, requestFacts(platform, request, noReply));
        return declared.topic.mayFollow(requestCtx(ctx, db, true), db, id);
      });
      if (!allowed || socket.readyState !== socket.OPEN) return;
      followed.set(
        topic,
        platform.hub.follow(school.id, topic, () => socket.send(JSON.stringify({ look: topic }))),
      );
      socket.send(JSON.stringify({ following: topic }));
      if (platform.hub.wokeLately(school.id, topic)) socket.send(JSON.stringify({ look: topic }));
    }
  });
}

function readMessage(text: string): { follow?: string; leave?: string } {
  const value: unknown = text.length < 500 ? JSON.parse(text) : null;
  if (value === null || typeof value !== 'object') throw kernelRefusals.badRequest();
  const { follow, leave } = value as Record<string, unknown>; // checked in the next line
  return { ...(typeof follow === 'string' ? { follow } : {}), ...(typeof leave === 'string' ? { leave } : {}) };
}
