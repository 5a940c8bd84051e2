import { handIn } from './cost/hand-in.ts';
import { signIn } from './cost/sign-in.ts';
import { startPage } from './cost/start-page.ts';
import { workList } from './cost/work-list.ts';
import type { Result } from './result.ts';

/** Operations whose cost on the server is measured; those asked for together share one city. */
const operations = [signIn, startPage, workList, handIn];

/** Everything `bin/bench` can be asked for, by name. */
export const benchmarks: Readonly<Record<string, { summary: string }>> = {
  ...Object.fromEntries(operations.map(({ name, summary }) => [name, { summary }])),
  bundle: { summary: 'gzip sizes of what a browser loads first' },
  'roster-import': { summary: 'seconds to take in the roster of a real Gymnasium (needs the samples)' },
};

/**
 * Measures what was asked for, one thing after another. What each needs is loaded only then: the list shall come at once.
 *
 * @param say  receives single lines on how it goes
 */
export async function measure(names: readonly string[], say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  if (names.includes('bundle')) results.push(...(await (await import('./bundle.ts')).measureBundle(say)));
  if (names.includes('roster-import')) results.push(...(await (await import('./roster-import.ts')).measureRosterImport(say)));
  const chosen = operations.filter(({ name }) => names.includes(name));
  if (chosen.length > 0) results.push(...(await (await import('./cost/measure-operations.ts')).measureOperations(chosen, say)));
  return results;
}
