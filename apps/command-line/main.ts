/** bin/schulhof: the operator's command line over the same use cases as the pages. */
import { Refusal } from '#kernel/errors/refusal.ts';
import { deliverEvents } from '#kernel/events/delivery.ts';
import { openLog } from '#kernel/log/log.ts';
import { closePlatform, openPlatform } from '#kernel/module/open-platform.ts';
import { modules } from '../modules.ts';
import { openDatabase } from '../open-database.ts';
import { openServices } from '../open-services.ts';
import { startOptions } from '../options.ts';
import { version } from '../version.ts';
import { exit, UsageError } from './command.ts';
import { commands } from './commands.ts';

const help = `bin/schulhof – the operator's command line

${commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join('\n')}

Exit codes: 0 clean, 1 bad input, 2 stopped or unsure, 64 usage.
SCHULHOF_DATA (default ./data) or DATABASE_URL name the installation.`;

const args = process.argv.slice(2);
process.exitCode = await main();

async function main(): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args[0] === 'help') {
    console.info(help);
    return args.length === 0 ? exit.usage : exit.clean;
  }
  const command = commands.find(({ name }) => args.join(' ').startsWith(`${name} `) || args.join(' ') === name);
  if (command === undefined) {
    console.error(`Unknown command: ${args.slice(0, 2).join(' ')}\n\n${help}`);
    return exit.usage;
  }
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
    const code = await command.run(platform, args.slice(command.name.split(' ').length), {
      out: (line) => console.info(line),
      err: (line) => console.error(line),
    });
    // a server that runs beside takes the events; without one they wait in the outbox
    await deliverEvents(platform);
    return code;
  } catch (error) {
    if (error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) {
      console.error(`${error.message}\n\n  ${command.usage}`);
      return exit.usage;
    }
    if (!(error instanceof Refusal)) throw error;
    const [module, reason] = error.code.split('.');
    console.error(platform.say('de', `${module?.replaceAll('_', '-')}:refusals.${reason}`, error.data));
    return exit.badInput;
  } finally {
    await closePlatform(platform);
    await database.stop();
  }
}
