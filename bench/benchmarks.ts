import type { Flags } from './arguments.ts';
import { correction } from './cost/correction.ts';
import { folder } from './cost/folder.ts';
import { handIn } from './cost/hand-in.ts';
import { handInFiles } from './cost/hand-in-files.ts';
import type { Operation } from './cost/operation.ts';
import { returning } from './cost/returning.ts';
import { signIn } from './cost/sign-in.ts';
import { startPage } from './cost/start-page.ts';
import { workList } from './cost/work-list.ts';
import { allOf400, openOf400 } from './cost/work-of-400.ts';
import { scenarios } from './load/scenarios/scenarios.ts';
import type { Result } from './result.ts';

/** Operations whose cost on the server is measured, by name; those asked for together share one city. */
const operations: Readonly<Record<string, readonly Operation[]>> = {
  'sign-in': [signIn],
  'start-page': [startPage],
  returning: [returning],
  'work-list': [workList],
  'hand-in': [handIn],
  work: [openOf400, allOf400, correction, handInFiles],
  files: [folder],
};

/** Everything `bin/bench` can be asked for, by name. */
export const benchmarks: Readonly<Record<string, { summary: string }>> = {
  ...Object.fromEntries(
    Object.entries(operations).map(([name, group]) => [name, { summary: group.map(({ summary }) => summary).join('; ') }]),
  ),
  ...scenarios,
  growth: {
    summary: 'what a sign-in and a start page cost at 100 to 1,000,000 accounts and in 1 to 4,000 schools (--accounts, --schools)',
  },
  annotate: {
    summary: 'time between frames while a PDF of 30 pages is annotated on a slow device, and time to the next pupil (needs Chromium)',
  },
  bundle: { summary: 'gzip sizes of what a browser loads first' },
  transfer: { summary: 'upload and download of 1 GB beside cp of the same file, and growth of the server' },
  zip: { summary: 'seconds for the zip of 1,000 hand-ins and growth of the process, beside the bare library' },
  'roster-import': { summary: 'seconds to take in the roster of a real Gymnasium (needs the samples)' },
};

/**
 * Measures what was asked for, one thing after another. What each needs is loaded only then: the list shall come at once.
 *
 * @param flags  how load scenarios are stretched, and sizes of `growth`
 * @param say    receives single lines on how it goes
 */
export async function measure(names: readonly string[], flags: Flags, say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  if (names.includes('bundle')) results.push(...(await (await import('./bundle.ts')).measureBundle(say)));
  if (names.includes('annotate')) results.push(...(await (await import('./annotate/measure-annotate.ts')).measureAnnotate(say)));
  if (names.includes('zip')) results.push(...(await (await import('./zip/measure-zip.ts')).measureZip(say)));
  if (names.includes('transfer')) results.push(...(await (await import('./transfer/measure-transfer.ts')).measureTransfer(say)));
  if (names.includes('roster-import')) results.push(...(await (await import('./roster-import.ts')).measureRosterImport(say)));
  const chosen = Object.entries(operations).flatMap(([name, group]) => (names.includes(name) ? group : []));
  if (chosen.length > 0) results.push(...(await (await import('./cost/measure-operations.ts')).measureOperations(chosen, say)));
  for (const [name, scenario] of Object.entries(scenarios)) if (names.includes(name)) results.push(...(await scenario.measure(flags, say)));
  if (names.includes('growth')) results.push(...(await (await import('./growth/measure-growth.ts')).measureGrowth(flags, say)));
  return results;
}
