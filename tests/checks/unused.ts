import { fileURLToPath } from 'node:url';
import type { Check } from './check.ts';
import { listedFiles } from './listed-files.ts';
import { runTool } from './run-tool.ts';

const reporter = fileURLToPath(new URL('./knip-report.ts', import.meta.url));

/** Files, exports and dependencies nobody uses, and dependencies used but not named in package.json. */
export const unused: Check = {
  name: 'unused',
  async run(root) {
    const { stdout, stderr } = await runTool(root, 'knip', ['--config', 'knip.json', '--no-progress', '--reporter', reporter]);
    const start = stdout.lastIndexOf('{"found"');
    if (start < 0) return [`knip gave no report: ${stderr}${stdout}`];
    const { found, total }: { found: string[]; total: number } = JSON.parse(stdout.slice(start));
    const listed = listedFiles(root, ['.ts', '.tsx']).filter((file) => !file.endsWith('.d.ts'));
    if (total < listed.length) found.push(`knip looked at ${total} files, but git lists ${listed.length}`);
    return found;
  },
};
