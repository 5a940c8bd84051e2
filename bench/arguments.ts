import { parseArgs } from 'node:util';

/** What `bin/bench` was asked for. */
export type Wanted = { do: 'list' } | { do: 'refuse'; why: string } | { do: 'run'; names: string[]; jsonFile: string | null };

/**
 * Reads the command line: names of benchmarks and `--json FILE`, in any order. A name given twice runs once.
 *
 * @param known  every name there is
 * @returns `refuse` for an unknown name or flag, and for `--json` without a name to run
 */
export function readArguments(args: readonly string[], known: readonly string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'string' } }, allowPositionals: true });
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) return { do: 'refuse', why: `There is no benchmark ${unknown.join(', ')}.` };
    if (values.json === '') return { do: 'refuse', why: '--json needs the name of a file.' };
    if (positionals.length > 0) return { do: 'run', names: [...new Set(positionals)], jsonFile: values.json ?? null };
    return values.json === undefined ? { do: 'list' } : { do: 'refuse', why: '--json needs something to run.' };
  } catch (error) {
    return { do: 'refuse', why: error instanceof Error ? error.message : String(error) };
  }
}
