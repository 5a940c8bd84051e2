/** One of several processes that serve, under apps/start-many.ts: it has prepared the database, holds the port and says when to leave. */
import { flushCompileCache } from 'node:module';
import { lastConnections, lineOfThisWorker } from './cluster-lines.ts';
import { listen } from './listen.ts';
import { startOptions } from './options.ts';
import { run } from './run.ts';

const options = startOptions(process.argv.slice(2), process.env);
const { SCHULHOF_MEMBER_DATABASE: appUrl, SCHULHOF_MEMBER_ADMINISTRATION: administrationUrl } = process.env;
if (appUrl === undefined || administrationUrl === undefined) throw new Error('this program is started by bin/start --processes');
const line = lineOfThisWorker();
const running = await run(options, { appUrl, administrationUrl, stop: async () => {} });
// whoever reads the figures gets one of several processes: it says which
running.platform.metrics.setDefaultLabels({ process: String(process.pid) });

let stopping = false;
const stop = async (replaced: boolean): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await running.stop(replaced);
  await lastConnections();
  process.exit(0);
};
// the terminal sends these to all; the process over us decides what becomes of them
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => stop(false));
line.onMessage((message) => {
  if (typeof message === 'object' && message !== null && 'leave' in message) void stop(message.leave === 'replaced');
});
if (!(await listen(running, options))) process.exit(1);
flushCompileCache();
