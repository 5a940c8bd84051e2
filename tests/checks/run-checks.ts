import { resolve } from 'node:path';
import type { Check } from './check.ts';

/**
 * Runs checks one after the other and prints one line for each, with what is wrong below.
 *
 * @returns the names of those that failed
 */
export async function runChecks(root: string, checks: readonly Check[]): Promise<string[]> {
  const failed: string[] = [];
  for (const check of checks) {
    const started = performance.now();
    const problems = await check.run(resolve(root)).catch((error: unknown) => [`the check itself failed: ${error}`]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    for (const problem of problems) console.log(`       ${problem}`);
    if (problems.length > 0) failed.push(check.name);
  }
  return failed;
}
