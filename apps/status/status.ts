import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Answers, type Present, pageAnswers } from './answer.ts';
import { fixedFiles } from './fixed-files.ts';
import { forgetOldIncidents, readIncidents } from './incidents/incident-files.ts';
import type { Look } from './parts.ts';
import { gapMsOf } from './record/observed.ts';
import { openRecord } from './record/record.ts';
import { statusServer } from './serve.ts';
import type { StatusSettings } from './settings.ts';

/** A running status process. */
export interface RunningStatus {
  server: Server;
  /** Looks once and keeps what was seen; the timer does it by itself. */
  lookOnce(): Promise<void>;
  stop(): Promise<void>;
}

interface Outside {
  look(targets: readonly URL[], now: () => number): Promise<Look>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Said to the operator, once per fault. */
  complain(words: string): void;
}

/**
 * Listens first, so that a second one on the same port ends before it writes anything; then looks, again and again.
 *
 * @throws Error EADDRINUSE when the port is taken
 */
export async function startStatus(settings: StatusSettings, { look, now, complain }: Outside): Promise<RunningStatus> {
  const { folder, everyMs, ownOrigin, productOrigin, targets } = settings;
  const everySeconds = everyMs / 1000;
  let waiting = 0;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<Answers>();
  const server = statusServer(await fixedFiles(), async (...asked) => (await ready)(...asked));
  server.listen(settings.port, settings.host);
  await once(server, 'listening');

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const record = await openRecord(folder, everyMs, now());
  const present = async (): Promise<Present> => {
    const at = now();
    const parts = record.at(at);
    const lastAt = record.lastAt();
    const isLongAgo = lastAt !== null && at - lastAt > gapMsOf(everyMs);
    const days = record.days(dayOf(new Date(at)));
    const incidents = await readIncidents(folder);
    return {
      now: at,
      lastAt,
      everySeconds,
      waiting: isLongAgo ? 0 : waiting,
      isLongAgo,
      parts,
      days,
      incidents,
      ownOrigin,
      productOrigin,
    };
  };
  isReady(pageAnswers(present, now));

  async function lookOnce(): Promise<void> {
    const seen = await look(targets, now);
    waiting = seen.waiting ?? 0;
    await record.take(seen);
    await forgetOldIncidents(folder, now());
  }

  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const again = (): void => {
    const began = performance.now();
    round = lookOnce()
      .catch((error: unknown) => complain(`cannot keep what was seen: ${error instanceof Error ? error.message : String(error)}`))
      .then(() => {
        // a little chance, so that many installations and the whole minute do not meet
        const pauseMs = everyMs * (0.95 + Math.random() * 0.1) - (performance.now() - began);
        if (!isStopped) timer = setTimeout(again, Math.max(everyMs / 10, pauseMs));
      });
  };
  again();

  return {
    server,
    lookOnce,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
      await round;
    },
  };
}
