import { refusals } from '../refusals.ts';

/** Ends a sign-in with an account that is nobody of the school, or more than one: the same sentence for both. */
export function outsideAccountUnknown(): never {
  throw refusals.outsideUnknown();
}
