import { parseArgs } from 'node:util';

/** How load scenarios and `growth` are stretched; everything else takes no notice. */
export interface Flags {
  /** Share of the time a scenario takes; rates stay what they are. */
  time: number;
  /** So many times as many people a second. */
  strength: number;
  /** Sizes of `growth`: accounts in one database, and schools in one database. */
  accounts: number[];
  schools: number[];
}

/** What `bin/bench` was asked for. */
export type Wanted =
  | { do: 'list' }
  | { do: 'refuse'; why: string }
  | { do: 'run'; names: string[]; jsonFile: string | null; flags: Flags }
  | { do: 'report'; files: string[] };

const options = {
  json: { type: 'string' },
  time: { type: 'string', default: '1' },
  strength: { type: 'string', default: '1' },
  accounts: { type: 'string', default: '100,10000,1000000' },
  schools: { type: 'string', default: '1,100,4000' },
} as const;

/**
 * Reads the command line: names of benchmarks and flags in any order, or `report FILE…`. A name given twice runs once.
 *
 * @param known  every name there is
 * @returns `refuse` for an unknown name or flag, for numbers that are none, for `--json` without a name to run and for a report of nothing
 */
export function readArguments(args: readonly string[], known: readonly string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [first, ...files] = positionals;
    if (first === 'report')
      return files.length > 0 ? { do: 'report', files } : { do: 'refuse', why: 'report needs files that --json wrote.' };
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) return { do: 'refuse', why: `There is no benchmark ${unknown.join(', ')}.` };
    if (values.json === '') return { do: 'refuse', why: '--json needs the name of a file.' };
    const flags: Flags = {
      time: positive('time', values.time),
      strength: positive('strength', values.strength),
      accounts: sizes('accounts', values.accounts),
      schools: sizes('schools', values.schools),
    };
    if (positionals.length > 0) return { do: 'run', names: [...new Set(positionals)], jsonFile: values.json ?? null, flags };
    return args.length === 0 ? { do: 'list' } : { do: 'refuse', why: `${args[0]} needs something to run.` };
  } catch (error) {
    return { do: 'refuse', why: error instanceof Error ? error.message : String(error) };
  }
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${flag} needs a number above 0, not ${text}.`);
  return value;
}

/** Whole numbers with commas; `0` alone leaves this side out. */
function sizes(flag: string, text: string): number[] {
  if (!/^\d+(,\d+)*$/.test(text)) throw new Error(`--${flag} needs numbers like 100,10000, not ${text}.`);
  return text
    .split(',')
    .map(Number)
    .filter((size) => size > 0);
}
