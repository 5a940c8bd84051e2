import { seedDemo } from './demo.ts';
import { greeting } from './greeting.ts';
import { inTurn } from './in-turn.ts';
import { listen } from './listen.ts';
import { openDatabase } from './open-database.ts';
import type { StartOptions } from './options.ts';
import { run } from './run.ts';

/** Everything in this process. SIGTERM and Ctrl-C let it finish what is under way. */
export async function startOne(options: StartOptions): Promise<void> {
  const database = await openDatabase(options, (line) => console.info(line));
  const running = await inTurn(database.appUrl, async () => {
    const opened = await run(options, database);
    if (options.demo) await seedDemo(opened.platform);
    return opened;
  });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await running.stop();
    await database.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', stop); // the terminal was closed

  if (!(await listen(running, options))) {
    await running.stop();
    await database.stop();
    process.exit(1);
  }
  console.info(await greeting(running.platform, options));
}
