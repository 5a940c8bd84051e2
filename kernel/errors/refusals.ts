import { refusalsOf } from './refusal.ts';

/** The refusals any route may answer with. */
export const kernelRefusals = refusalsOf('kernel', {
  badRequest: 400,
  notSignedIn: 401,
  forbidden: 403,
  secondFactorNeeded: 403,
  wrongOrigin: 403,
  notFound: 404,
  keyReused: 409,
  stillRunning: 409,
  tooLarge: 413,
  wrongType: 415,
  tooMany: 429,
  unavailable: 503,
  busy: 503,
  diskFull: 507,
  full: 503,
});

/**
 * Ends the request with 404. Also for what the caller may not know of: the answer is the same.
 *
 * @param what  for the reader of the code only; it is not sent
 */
export function notFound(_what: string): never {
  throw kernelRefusals.notFound();
}
