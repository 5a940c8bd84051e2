import type { Platform } from '#kernel/http/platform.ts';

/** Exit codes of bin/schulhof. */
export const exit = { clean: 0, badInput: 1, stopped: 2, usage: 64 } as const;

/** Where a command writes: results to `out`, words for people to `err`. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

/** One command of the operator; the same use cases as the pages. */
export interface Command {
  /** First words of the line: `school create`. */
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  readonly usage: string;
  run(platform: Platform, args: readonly string[], output: Output): Promise<number>;
}

/** What was typed does not fit; ends with 64 and the usage. */
export class UsageError extends Error {}
