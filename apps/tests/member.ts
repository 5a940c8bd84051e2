/** A small program for the crew's test: serves on PORT, leaves as the product does. BREAKS: a file; while it is there a process ends at its start, or when asked. */
import { existsSync } from 'node:fs';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { watchConnections } from '#kernel/http/drain.ts';
import { lastConnections } from '../cluster-lines.ts';

const { PORT, BREAKS = '' } = process.env;
if (existsSync(BREAKS)) process.exit(1);
const app = fastify({ keepAliveTimeout: 72_000 });
await app.register(websocket);
app.get('/who', async () => process.pid);
app.post('/write', async () => process.pid);
app.get('/die', async () => process.exit(1));
const leave = watchConnections(app, { draining: false });
process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'leave' in message)
    void leave({ noticeMs: 0, graceMs: 300, limitMs: 3_000 })
      .then(lastConnections)
      .then(() => process.exit(0));
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
