import { Refusal } from '#kernel/errors/refusal.ts';
import { deliverEvents } from '#kernel/events/delivery.ts';
import { openLog } from '#kernel/log/log.ts';
import { closePlatform, openPlatform } from '#kernel/module/open-platform.ts';
import { modules } from '../modules.ts';
import { openDatabase } from '../open-database.ts';
import { openServices } from '../open-services.ts';
import { startOptions } from '../options.ts';
import { version } from '../version.ts';
import { type Command, exit, type Output } from './command.ts';

/** Runs a command over the opened platform; a server may run beside. Says refusals in words and returns the exit code. */
export async function runOnPlatform(command: Command, args: readonly string[], output: Output): Promise<number> {
  const options = startOptions([], process.env);
  const database = await openDatabase(options, () => {});
  const platform = await openPlatform({
    modules,
    appUrl: database.appUrl,
    administrationUrl: database.administrationUrl,
    services: await openServices(options.dataDir, options.origin, process.env),
    log: openLog(process.env['LOG_LEVEL'] ?? 'warn'),
    version,
    poolSize: 4,
  });
  try {
    const code = await command.run(platform, args, output);
    // a server that runs beside takes the events; without one they wait in the outbox
    await deliverEvents(platform);
    return code;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [module, reason] = error.code.split('.');
    console.error(platform.say('de', `${module?.replaceAll('_', '-')}:refusals.${reason}`, error.data));
    return exit.badInput;
  } finally {
    await closePlatform(platform);
    await database.stop();
  }
}
