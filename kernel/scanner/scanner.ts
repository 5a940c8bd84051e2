import type { Readable } from 'node:stream';

/** What a check says: clean, the name of what was found, or why it could not be checked whole. */
export type Verdict = { kind: 'clean' } | { kind: 'found'; name: string } | { kind: 'unchecked'; why: string };

/** A program that looks for harmful content. */
export interface Scanner {
  /** @throws Error when it cannot be reached; to be tried again */
  check(bytes: Readable): Promise<Verdict>;
}
