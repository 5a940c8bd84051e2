import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Platform } from '#kernel/http/platform.ts';
import { buildServer } from '#kernel/http/server.ts';
import type { Played, Statement } from '../bare/played.ts';
import { perform, type Send } from '../client/wish.ts';
import type { OperationWish } from './operation.ts';

/**
 * Performs wishes, one after another, and notes which statements the platform runs for each of their requests. Left out is what the bare
 * baseline has not: the wall (begin, school, commit) and the look-up of the caller, which is the first statement behind each wall.
 *
 * To be done in a copy of the database that is measured: the bare server then plays the same statements with the same values for real.
 *
 * @param platform  nothing else uses it meanwhile
 */
export async function record(platform: Platform, wishes: readonly OperationWish[]): Promise<Played[]> {
  let sink: Statement[] = [];
  const teaching = listening(platform.pools.teaching, (statement) => sink.push(statement));
  const app = await buildServer({ ...platform, pools: { ...platform.pools, teaching } });
  const played: Played[] = [];
  for (const wish of wishes) {
    const requests: Statement[][] = [];
    await perform(wish, async (step) => {
      sink = [];
      const reply = await injected(app, step);
      requests.push(sink);
      return reply;
    });
    played.push({ requests, account: wish.account ?? null });
  }
  await app.close();
  return played;
}

/** The same pool, heard: what the platform asks through it, besides the wall and the caller. */
function listening(pool: pg.Pool, note: (statement: Statement) => void): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    let isCaller = false;
    const query = (asked: string | Statement) => {
      // the wall's statements are plain text, all others are named
      if (typeof asked === 'string') isCaller = /begin.*app\.school_id = '[0-9a-f]/.test(asked);
      else if (isCaller) isCaller = false;
      else note({ name: asked.name, text: asked.text, values: asked.values });
      return client.query(asked);
    };
    return Object.create(client, { query: { value: query } });
  };
  return Object.create(pool, { connect: { value: connect } });
}

async function injected(app: FastifyInstance, { method, path, headers, body }: Parameters<Send>[0]): ReturnType<Send> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await app.inject({
    method: method as 'GET', // any method; inject's type lists them
    url: path,
    headers: { ...headers, ...type },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const cookies = [response.headers['set-cookie'] ?? []].flat();
  return { status: response.statusCode, cookies, body: response.json() };
}

/** The same wish, asked of the bare server that plays it as number `at`. */
export function bareWish(wish: OperationWish, at: number): OperationWish {
  const before = wish.signIn === undefined ? 0 : 2;
  const bare = (step: OperationWish['steps'][number], request: number) => ({
    method: step.method,
    path: `/play/${at}/${request}`,
    body: step.body,
  });
  return {
    ...(wish.signIn === undefined
      ? {}
      : { signIn: { ...wish.signIn, start: bare(wish.signIn.start, 0), finish: bare(wish.signIn.finish, 1) } }),
    steps: wish.steps.map((step, index) => bare(step, before + index)),
  };
}
