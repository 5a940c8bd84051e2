import { client } from '@serenity-kit/opaque';

/** One HTTP request, as data: it travels between processes. */
export interface Step {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** An answer. `body` is parsed JSON. */
export interface Reply {
  status: number;
  cookies: string[];
  // whatever the server says; the wish reads two fields of a sign-in and nothing else
  body: Record<string, unknown>;
}

export type Send = (step: Step) => Promise<Reply>;

/** A sign-in by OPAQUE: its two requests, each completed with the protocol's own message. */
export interface SignIn {
  password: string;
  start: Step;
  finish: Step;
}

/** One operation that is counted: perhaps a sign-in, then some requests with the cookies it gave. */
export interface Wish {
  signIn?: SignIn;
  steps: Step[];
}

/**
 * The load accounts' passwords are hardly stretched, so that the client is not the bottleneck. The server never learns of the stretching and
 * does the same work.
 */
export const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

/**
 * Performs a wish.
 *
 * @returns the answers in order
 * @throws Error with the answer, when one is not 200 or the password was not accepted
 */
export async function perform(wish: Wish, send: Send): Promise<Reply[]> {
  const replies: Reply[] = [];
  const ask = async (step: Step) => {
    const reply = await send(step);
    if (reply.status !== 200) throw new Error(`${step.method} ${step.path}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 500)}`);
    replies.push(reply);
    return reply;
  };
  const cookies = wish.signIn === undefined ? [] : await signIn(wish.signIn, ask);
  for (const step of wish.steps) {
    await ask(cookies.length === 0 ? step : { ...step, headers: { ...step.headers, cookie: cookies.join('; ') } });
  }
  return replies;
}

async function signIn({ password, start, finish }: SignIn, ask: Send): Promise<string[]> {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const begun = await ask({ ...start, body: { ...bodyOf(start), startLoginRequest } });
  const loginResponse = String(begun.body['loginResponse']);
  const proof = client.finishLogin({ clientLoginState, loginResponse, password, keyStretching });
  if (proof === undefined) throw new Error('the password of a load account does not fit its record');
  const body = { ...bodyOf(finish), sealed: begun.body['sealed'], finishLoginRequest: proof.finishLoginRequest };
  const { cookies } = await ask({ ...finish, body });
  return cookies.map((cookie) => cookie.split(';')[0] ?? '');
}

function bodyOf(step: Step): object {
  return typeof step.body === 'object' && step.body !== null ? step.body : {};
}
