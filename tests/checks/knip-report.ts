import { relative } from 'node:path';
import type { ReporterOptions } from 'knip';

/** Writes what knip found, and how many files it read, as one line of JSON for the check `unused`. */
export default function report({ issues, report: asked, counters, configurationHints, cwd }: ReporterOptions): void {
  const found: string[] = [];
  for (const [kind, byFile] of Object.entries(issues)) {
    if (asked[kind as keyof typeof asked] !== true) continue; // Object.entries forgets that the keys are those of `Issues`
    for (const records of Object.values(byFile)) {
      for (const issue of Object.values(records)) {
        const line = issue.line === undefined ? '' : `:${issue.line}`;
        found.push(`${relative(cwd, issue.filePath)}${line} ${kind}: ${kind === 'files' ? 'nobody imports it' : issue.symbol}`);
      }
    }
  }
  for (const hint of configurationHints) found.push(`knip.json: ${hint.type} ${String(hint.identifier)}`);
  process.stdout.write(`${JSON.stringify({ found, total: counters.total })}\n`);
}
