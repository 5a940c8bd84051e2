import { client, ready } from '@serenity-kit/opaque';
import type { OpaqueAnswer, OpaqueAsk, OpaqueStep, OpaqueWork } from './opaque-messages.ts';

type Worker = { [S in OpaqueStep]: (asks: OpaqueWork[S]['asks']) => OpaqueWork[S]['answers'] };

/**
 * The client's part of OPAQUE (RFC 9807), away from the page: the memory-hard hash takes a second and more on old phones. Only what is sent
 * leaves the worker; the keys that come out of the protocol besides are used for nothing and stay in it.
 */
const work: Worker = {
  startLogin: (asks) => client.startLogin(asks),
  finishLogin: ({ stretching, ...asks }) => {
    const proof = client.finishLogin({ ...asks, keyStretching: stretching });
    return proof === undefined ? null : { finishLoginRequest: proof.finishLoginRequest };
  },
  startRegistration: (asks) => client.startRegistration(asks),
  finishRegistration: ({ stretching, ...asks }) => {
    const { registrationRecord } = client.finishRegistration({ ...asks, keyStretching: stretching });
    return { registrationRecord };
  },
};

addEventListener('message', async ({ data }: MessageEvent<OpaqueAsk>) => {
  const { id, step, asks } = data;
  try {
    await ready;
    // opaque-client.ts has bound the step to what it asks
    const answer: OpaqueAnswer = { id, answers: work[step](asks as never) };
    postMessage(answer);
  } catch (error) {
    const answer: OpaqueAnswer = { id, failed: String(error) };
    postMessage(answer);
  }
});
