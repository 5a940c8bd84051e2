import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result } from '../../result.ts';
import { type Reported, reportPage } from './page.ts';

/**
 * Makes one page of the runs in files that `--json` wrote, beside the first of them: named after it, or `report.html` for several.
 *
 * @returns where the page lies
 * @throws Error in plain words when a file holds no run
 */
export function writeReport(files: readonly string[]): string {
  const reported = files.flatMap((file) => {
    const found = runsIn(JSON.parse(readFileSync(file, 'utf8')));
    if (found.length === 0) throw new Error(`${file} holds no run of a load scenario`);
    return found;
  });
  const [first = ''] = files;
  const page = files.length > 1 ? join(dirname(first), 'report.html') : `${first.replace(/\.json$/, '')}.html`;
  writeFileSync(page, reportPage(reported));
  return page;
}

/** Each run with the figures of its scenario. */
function runsIn(results: readonly Result[]): Reported[] {
  return results.flatMap(({ run }) => {
    if (run === undefined) return [];
    return [{ run, figures: results.filter(({ name }) => name.startsWith(`${run.scenario}: `)) }];
  });
}
