/** What is done once before several processes serve: migrations, demo city, greeting. A process of its own, so that the one over all stays small and free of modules. */
import { openLog } from '#kernel/log/log.ts';
import { closePlatform } from '#kernel/module/open-platform.ts';
import { seedDemo } from './demo.ts';
import { greeting } from './greeting.ts';
import { inTurn } from './in-turn.ts';
import { openDatabase } from './open-database.ts';
import { openProgram } from './open-program.ts';
import { startOptions } from './options.ts';

const options = startOptions(process.argv.slice(2), process.env);
const database = await openDatabase(options, (line) => console.info(line));
const text = await inTurn(database.appUrl, async () => {
  const platform = await openProgram(options, database, { log: openLog() });
  if (options.demo) await seedDemo(platform);
  const said = await greeting(platform, options);
  await closePlatform(platform);
  return said;
});
await database.stop();
process.send?.({ greeting: text });
process.disconnect?.();
