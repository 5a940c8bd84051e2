/** bin/schulhof: the operator's command line over the same use cases as the pages. */
import { aloneCommands } from './alone-commands.ts';
import { exit, isUsage, type Named } from './command.ts';

const args = process.argv.slice(2);
const output = { out: (line: string) => console.info(line), err: (line: string) => console.error(line) };
process.exitCode = await main();

async function main(): Promise<number> {
  const isHelp = args.length === 0 || args.includes('--help') || args[0] === 'help';
  const alone = isHelp ? undefined : named(aloneCommands);
  if (alone !== undefined) return sayingUsage(alone, () => alone.runAlone(restOf(alone), output));
  // loaded here: the others bring every module with them, and the operator's word to all must not wait for that
  const { commands } = await import('./commands.ts');
  const help = `bin/schulhof – the operator's command line

${[...commands, ...aloneCommands].map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join('\n')}

Exit codes: 0 clean, 1 bad input, 2 stopped or unsure, 64 usage.
SCHULHOF_DATA (default ./data) or DATABASE_URL name the installation.`;
  if (isHelp) {
    console.info(help);
    return args.length === 0 ? exit.usage : exit.clean;
  }
  const command = named(commands);
  if (command === undefined) {
    console.error(`Unknown command: ${args.slice(0, 2).join(' ')}\n\n${help}`);
    return exit.usage;
  }
  const { runOnPlatform } = await import('./on-platform.ts');
  return sayingUsage(command, () => runOnPlatform(command, restOf(command), output));
}

function named<C extends Named>(commands: readonly C[]): C | undefined {
  return commands.find(({ name }) => args.join(' ').startsWith(`${name} `) || args.join(' ') === name);
}

function restOf({ name }: Named): string[] {
  return args.slice(name.split(' ').length);
}

async function sayingUsage({ usage }: Named, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!isUsage(error)) throw error;
    console.error(`${error.message}\n\n  ${usage}`);
    return exit.usage;
  }
}
