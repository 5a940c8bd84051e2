import type { FastifyInstance } from 'fastify';
import type { Platform } from '#kernel/http/platform.ts';

/** What tests stand on. The kernel knows no module: `tests/setup.ts` hands in everything that does. */
export interface Provided {
  platform: Platform;
  app: FastifyInstance;
  /** Sets what "now" is in one school; null for outside any school. */
  setNow(schoolId: string | null, instant: Date): void;
  /** A device on which this person is signed in. */
  signIn(schoolId: string, personId: string, options: { strong: boolean }): Promise<{ identityId: string; deviceId: string }>;
}

let open: (() => Promise<Provided>) | undefined;
let opened: Promise<Provided> | undefined;

/** Says how this test process opens its platform; it is opened by the first test that needs it. */
export function provide(how: () => Promise<Provided>): void {
  open = how;
}

/** The platform of this test process. */
export function provided(): Promise<Provided> {
  if (open === undefined) throw new Error('tests/setup.ts has not run');
  opened ??= open();
  return opened;
}
