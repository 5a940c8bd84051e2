import pino from 'pino';

/** Structured log without personal content: ids, routes, durations, codes. */
export type Log = pino.Logger;

/** The process's log; `level` from `LOG_LEVEL`, `silent` in tests. */
export function openLog(level = process.env['LOG_LEVEL'] ?? 'info'): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // a stray secret or name must not reach the log even by mistake
    redact: { paths: ['*.password', '*.token', '*.cookie', '*.authorization', '*.email'], censor: '…' },
  });
}
