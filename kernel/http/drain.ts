import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { closeDoors } from './more-doors.ts';

/** How a process takes leave of its clients. All in milliseconds. */
export interface Leave {
  /** So long new connections are still taken while `/healthz` says 503 already: time for a load balancer to notice. */
  noticeMs: number;
  /** So long a connection on which nothing happens stays open: a request may be on its way, and would be lost. */
  graceMs: number;
  /** After this everything is closed, whatever goes on. */
  limitMs: number;
}

interface Rest {
  since: number;
  bytesRead: number;
}

/** WebSocket close code 1012: the service restarts; clients come again by themselves. */
const serviceRestart = 1012;

/**
 * Watches the connections of a server, so that it can be left without losing a request: whoever is answered from then on is told `connection: close`, which is
 * the only way to tell a client not to write to this connection again; the listener closes; WebSockets are sent to another process; what is under way is
 * finished. Node's own `close` would cut idle connections at once, and with them a request that is just arriving.
 *
 * @param state  `draining` is set when leaving begins
 * @returns to be called once; resolves when nobody is connected any more
 */
export function watchConnections(app: FastifyInstance, state: { draining: boolean }): (leave: Leave) => Promise<void> {
  const server: Server = app.server;
  const answers = new Set<ServerResponse>();
  /** The answer under way on it; or since when nothing happens there, and what it had read by then. */
  const sockets = new Map<Socket, ServerResponse | Rest>();
  const rests = (socket: Socket): Rest => ({ since: performance.now(), bytesRead: socket.bytesRead });

  server.on('connection', (socket: Socket) => {
    sockets.set(socket, rests(socket));
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (state.draining) response.shouldKeepAlive = false;
    const { socket } = request;
    answers.add(response);
    if (sockets.has(socket)) sockets.set(socket, response);
    response.once('close', () => {
      answers.delete(response);
      // the next request may have come before this answer's end was noticed
      if (sockets.get(socket) === response) sockets.set(socket, rests(socket));
    });
  });
  // those have their own farewell
  server.prependListener('upgrade', (_request: IncomingMessage, socket: Socket) => sockets.delete(socket));

  return async ({ noticeMs, graceMs, limitMs }) => {
    const deadline = performance.now() + limitMs;
    state.draining = true;
    for (const answer of answers) if (!answer.headersSent) answer.shouldKeepAlive = false;
    await pause(Math.min(noticeMs, limitMs));
    const quietFrom = performance.now();
    closeDoors(server);
    const pages = sendAway(app.websocketServer.clients, Math.min(graceMs / 2, deadline - performance.now()));
    while (sockets.size > 0 && performance.now() < deadline) {
      for (const [socket, rest] of sockets) {
        if (!('since' in rest) || socket.bytesRead !== rest.bytesRead) continue;
        if (performance.now() - Math.max(rest.since, quietFrom) >= graceMs) socket.destroySoon();
      }
      await pause(20);
    }
    await pages;
    for (const socket of sockets.keys()) socket.destroy();
  };
}

/** Closes the sockets of pages one after the other over a time, so that a whole school does not come again in the same instant. */
async function sendAway(clients: ReadonlySet<WebSocket>, overMs: number): Promise<void> {
  const all = [...clients];
  const steps = 20;
  for (let step = 0; step < steps; step += 1) {
    for (const client of all.slice((all.length * step) / steps, (all.length * (step + 1)) / steps)) client.close(serviceRestart);
    if (all.length > 0) await pause(overMs / steps);
  }
  for (const client of clients) client.terminate();
}
