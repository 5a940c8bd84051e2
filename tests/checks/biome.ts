import type { Check } from './check.ts';
import { listedFiles } from './listed-files.ts';
import { runTool } from './run-tool.ts';

/** The kinds of file Biome reads. */
const endings = ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.jsonc', '.css', '.html', '.svg', '.graphql', '.md', '.yml', '.yaml'];
/** What biome.json leaves out: made by programs, or bytes as other programs write them. */
const leftOut = /\.gen\.ts$|(^|\/)package-lock\.json$|(^|\/)fixtures\/|^bench\/figures\/.*\.json$/;

interface Report {
  summary: { changed: number; unchanged: number; diagnosticsNotPrinted: number };
  diagnostics: {
    severity: string;
    category: string;
    message: string;
    location?: { path?: string; start?: { line: number; column: number } };
  }[];
}

/** Formatting and lint of the whole tree. Warnings and hints count as errors. */
export const biome: Check = {
  name: 'biome',
  async run(root) {
    const { stdout, stderr } = await runTool(root, 'biome', ['ci', '.', '--reporter=json', '--colors=off', '--max-diagnostics=500']);
    const start = stdout.indexOf('{');
    if (start < 0) return [`biome gave no report: ${stderr}`];
    const report: Report = JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1));

    const problems = report.diagnostics.map(({ category, message, location }) => {
      const at = location?.start?.line ? `:${location.start.line}:${location.start.column}` : '';
      return `${location?.path ?? '(no file)'}${at} ${category}: ${message}`;
    });
    const listed = listedFiles(root, endings).filter((file) => !leftOut.test(file));
    const looked = report.summary.changed + report.summary.unchanged;
    if (looked < listed.length) problems.push(`biome looked at ${looked} files, but git lists ${listed.length}`);
    return problems;
  },
};
