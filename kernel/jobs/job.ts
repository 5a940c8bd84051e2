import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { JobOrder } from './job-order.ts';
import type { RunnerName } from './places.ts';

/**
 * A kind of background work. It runs in the school it was asked for, outside any request, and may run twice:
 * it must be repeatable.
 */
export interface JobType<P = never> extends JobOrder<P> {
  /** After so many seconds the job is stopped and tried again later. */
  readonly limitSeconds: number;
  /** With which other work it shares its places (places.ts); absent: with what people wait for, which must take moments. */
  readonly runner?: RunnerName;
  /** So long after it was asked for it is of no use to anybody any more, and is left undone; absent: always of use. */
  readonly uselessAfterSeconds?: number;
  /** Cron pattern (minute hour day month weekday, in UTC: a job that means a clock at school asks for it itself): runs then once for every school, with payload {}. */
  readonly schedule?: string;
  run(ctx: SchoolCtx, payload: P, signal: AbortSignal): Promise<void>;
}

/** Declares a job; the payload's type is that of `run`. Payloads are JSON. */
export function jobType<P extends object>(job: JobType<P>): JobType<P> {
  return job;
}
