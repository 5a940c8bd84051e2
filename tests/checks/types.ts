import { isAbsolute, relative, resolve } from 'node:path';
import type { Check } from './check.ts';
import { listedFiles, unseen } from './listed-files.ts';
import { runTool } from './run-tool.ts';

const programs = ['tsconfig.server.json', 'tsconfig.web.json'];

/** TypeScript over both programs of the tree; every listed file belongs to one of them. */
export const types: Check = {
  name: 'types',
  async run(root) {
    const problems: string[] = [];
    const seen = new Set<string>();
    for (const program of programs) {
      const { code, stdout, stderr } = await runTool(root, 'tsc', ['-p', program, '--noEmit', '--pretty', 'false', '--listFiles']);
      const lines = stdout.split('\n').filter((line) => line !== '');
      const files = lines.filter((line) => isAbsolute(line)).map((line) => relative(root, resolve(line)));
      for (const file of files) seen.add(file);
      const errors = lines.filter((line) => !isAbsolute(line));
      problems.push(...errors);
      if (code !== 0 && errors.length === 0) problems.push(`tsc -p ${program} ended with ${code}: ${stderr}`);
    }
    return [...problems, ...unseen('tsc', listedFiles(root, ['.ts', '.tsx']), seen)];
  },
};
