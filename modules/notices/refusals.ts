import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What notices refuses. */
export const refusals = refusalsOf('notices', {
  /** Nothing lasting is kept on a device that others use as well. */
  sharedDevice: 409,
  /** The browser names a push service this installation does not send to. */
  unknownPushService: 422,
});
