/**
 * The bare baseline: fastify and pg, and nothing of ours. It plays the statements the platform ran for the same wish, named and prepared,
 * on connections whose school is set once; OPAQUE's server part is called where a sign-in needs it. No session, no caller, no contracts,
 * no transaction around reads.
 */
import { ready, server } from '@serenity-kit/opaque';
import fastify from 'fastify';
import pg from 'pg';
import type { BareOptions, Played } from './played.ts';

await ready;
process.once('disconnect', () => process.exit());

process.once('message', ({ databaseUrl, schoolId, opaqueServerSetup }: BareOptions) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16, application_name: 'bare' });
  pool.on('connect', (client) => void client.query(`select set_config('app.school_id', $1, false)`, [schoolId]));
  let played: Played[] = [];
  process.on('message', (next: Played[]) => {
    played = next;
    process.send?.('taken');
  });

  const app = fastify();
  app.all('/play/:wish/:request', async (request) => {
    const at = request.params as { wish: string; request: string }; // the route's parameters
    const wish = played[Number(at.wish)];
    const statements = wish?.requests[Number(at.request)];
    if (wish === undefined || statements === undefined) throw new Error('nothing to play');
    const rows = await play(statements, request.method !== 'GET');
    const body = (request.body ?? {}) as { startLoginRequest?: string; finishLoginRequest?: string; sealed?: string }; // sent by our client
    if (body.startLoginRequest !== undefined && wish.account !== null) {
      const { identityId, record } = wish.account;
      const started = server.startLogin({
        serverSetup: opaqueServerSetup,
        userIdentifier: identityId,
        registrationRecord: record,
        startLoginRequest: body.startLoginRequest,
      });
      return { loginResponse: started.loginResponse, sealed: started.serverLoginState };
    }
    if (body.finishLoginRequest !== undefined)
      server.finishLogin({ serverLoginState: body.sealed ?? '', finishLoginRequest: body.finishLoginRequest });
    return { rows };
  });
  app.listen({ port: 0, host: '127.0.0.1' }).then((address) => process.send?.(Number(new URL(address).port)));

  async function play(statements: Played['requests'][number], writes: boolean): Promise<unknown[]> {
    const client = await pool.connect();
    try {
      if (writes) await client.query('begin');
      const rows: unknown[] = [];
      for (const { name, text, values } of statements) rows.push((await client.query({ name, text, values })).rows);
      if (writes) await client.query('commit');
      return rows;
    } finally {
      client.release();
    }
  }
});
