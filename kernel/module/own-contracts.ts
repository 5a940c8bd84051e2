import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { OneOf } from '#kernel/contract/types.ts';

// What the menu of one's own name asks for, on every page. Read by the browser; served by whoever keeps the thing.

/** The caller goes on as pupil, guardian or at work; kept in a cookie of this school. */
export const contextContract = contract({
  method: 'POST',
  path: '/context',
  summary: 'Switches between working, pupil and guardian context.',
  body: T.Object({ context: OneOf(['work', 'pupil', 'guardian']) }),
  answer: T.Object({}),
});

/** The language the caller wants to be spoken to in, on every device. */
export const languageContract = contract({
  method: 'POST',
  path: '/language',
  summary: 'Sets the caller’s own language.',
  body: T.Object({ language: OneOf(['de', 'en']) }),
  answer: T.Object({}),
});

/** Ends the session on this device. */
export const signOutContract = contract({
  method: 'POST',
  path: '/sign-out',
  scope: 'platform',
  summary: 'Signs out on this device.',
  answer: T.Object({}),
});
