/**
 * bin/bench NAME… [--json FILE]: measures, prints a table, writes JSON. Without names: what there is to measure. bin/bench report FILE…: a page of
 * what load scenarios wrote.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { benchmarks, measure } from './benchmarks.ts';
import { endAll } from './endings.ts';
import { machine } from './machine.ts';
import { json, table } from './result.ts';

const usage = `bin/bench NAME… [--json FILE] [--time SHARE] [--strength TIMES] [--accounts N,…] [--schools N,…]\nbin/bench report FILE…\n${Object.entries(
  benchmarks,
)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}`;
const wanted = readArguments(process.argv.slice(2), Object.keys(benchmarks));
if (wanted.do === 'list') console.log(usage);
else if (wanted.do === 'refuse') {
  console.error(`${wanted.why}\n${usage}`);
  process.exitCode = 64;
} else if (wanted.do === 'report') console.log((await import('./load/report/write-report.ts')).writeReport(wanted.files));
else {
  const jsonFile = wanted.jsonFile === null ? null : resolve(wanted.jsonFile);
  process.chdir(new URL('..', import.meta.url).pathname);
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = true;
      void endAll().then(() => process.exit(130));
    });
  }
  console.error(machine());
  try {
    const results = await measure(wanted.names, wanted.flags, (line) => console.error(line));
    console.log(table(results));
    if (jsonFile !== null) writeFileSync(jsonFile, json(results));
  } catch (error) {
    // what was being measured has lost its server
    if (!interrupted) throw error;
  } finally {
    await endAll();
  }
}
