import type { Check } from './check.ts';
import { listedFiles, unseen } from './listed-files.ts';
import { runTool } from './run-tool.ts';

interface Report {
  modules: { source: string; dependencies: { module: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[]; via?: { name: string }[] }[] };
}

/** Who may import whom: the rules stand in `.dependency-cruiser.cjs`. */
export const dependencies: Check = {
  name: 'dependencies',
  async run(root) {
    const listed = listedFiles(root, ['.ts', '.tsx']);
    const folders = [...new Set(listed.map((file) => file.split('/')[0] ?? file))];
    const { stdout, stderr } = await runTool(root, 'depcruise', [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...folders,
    ]);
    if (!stdout.startsWith('{')) return [`dependency-cruiser gave no report: ${stderr}${stdout}`];
    const report: Report = JSON.parse(stdout);

    const said = report.summary.violations.map(({ rule, from, to, cycle, via }) => {
      const way = (cycle ?? via ?? []).map(({ name }) => name);
      return `${rule.name}: ${from} → ${way.length > 0 ? way.join(' → ') : to}`;
    });
    const problems = [...new Set(said)]; // some are reported once for each way
    // Without its parser for TypeScript the tool lists our files and finds no import in any of them.
    if (!report.modules.some((module) => module.dependencies.length > 0)) problems.push('dependency-cruiser found not one import');
    return [...problems, ...unseen('dependency-cruiser', listed, new Set(report.modules.map(({ source }) => source)))];
  },
};
