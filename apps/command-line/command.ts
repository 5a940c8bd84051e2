import type { Platform } from '#kernel/http/platform.ts';

/** Exit codes of bin/schulhof. */
export const exit = { clean: 0, badInput: 1, stopped: 2, usage: 64 } as const;

/** Where a command writes: results to `out`, words for people to `err`. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

/** What every command says of itself. */
export interface Named {
  /** First words of the line: `school create`. */
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  readonly usage: string;
}

/** One command of the operator; the same use cases as the pages. */
export interface Command extends Named {
  run(platform: Platform, args: readonly string[], output: Output): Promise<number>;
}

/** A command that needs no database: it works while everything else stands still. */
export interface AloneCommand extends Named {
  runAlone(args: readonly string[], output: Output): Promise<number>;
}

/** What was typed does not fit; ends with 64 and the usage. */
export class UsageError extends Error {}

/** What was typed does not fit the command: said by it, or by the reader of its options. */
export function isUsage(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}
