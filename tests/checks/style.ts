import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { listedFiles } from './listed-files.ts';
import { parseSource } from './source.ts';
import { assertionsWithoutReason, clockReads, undocumented } from './style-of-code.ts';
import { badLengths, badNames, machinePaths } from './style-of-files.ts';

const isTest = (file: string) => /(^|\/)tests\/|\.test\.tsx?$|^kernel\/testing\//.test(file);

/** The rules of STYLE.md that no tool knows: names, lengths, doc comments, reasons, the clock. */
export const style: Check = {
  name: 'style',
  async run(root) {
    const read = (endings: string[]) => new Map(listedFiles(root, endings).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
    const written = [...read(['.ts', '.tsx'])].filter(([file]) => !file.endsWith('.gen.ts'));
    const readable = read(['.ts', '.tsx', '.cjs', '.json', '.css', '.html', '.md', '.sql', '.sh', '.yml']);
    readable.delete('package-lock.json');

    const problems = [...badNames(listedFiles(root, [''])), ...badLengths(new Map(written)), ...machinePaths(readable)];
    for (const [file, text] of written) {
      const source = parseSource(file, text);
      problems.push(...assertionsWithoutReason(source));
      if (file.startsWith('modules/') && !isTest(file)) problems.push(...clockReads(source));
      if (/^(kernel|modules)\//.test(file) && !/(^|\/)tests\/|\.test\.tsx?$/.test(file)) problems.push(...undocumented(source));
    }
    return problems;
  },
};
