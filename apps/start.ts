/** bin/start: database, migrations, demo city on the first start, server and worker in one process. */
import { seedDemo } from './demo.ts';
import { greeting } from './greeting.ts';
import { openDatabase } from './open-database.ts';
import { startOptions } from './options.ts';
import { run } from './run.ts';

const options = startOptions(process.argv.slice(2), process.env);
const database = await openDatabase(options, (line) => console.info(line));
const running = await run(options, database);
if (options.demo) await seedDemo(running.platform);

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

try {
  await running.app.listen({ port: options.port, host: process.env['HOST'] ?? '127.0.0.1' });
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${options.port} is taken. Choose another: PORT=4001 bin/start` : error);
  await running.stop();
  await database.stop();
  process.exit(1);
}
console.info(await greeting(running.platform, options));
