import { basename, dirname } from 'node:path';

const emptyNames = ['common', 'shared', 'misc'];
/** Empty also at the end of a name: `date-utils`. The others have good uses, as in `shared-device`. */
const emptyEndings = ['utils', 'util', 'helpers', 'helper', 'manager'];
const longest = 500;
const usualLongest = 300;
const usualMedian = 100;

/** What names a folder or file after nothing (STYLE.md): `utils`, `index.ts` and their kind. */
export function badNames(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const parts = [...dirname(file).split('/'), basename(file).replace(/\..*$/, '')];
    const bad = parts.find(
      (part) => emptyNames.includes(part.toLowerCase()) || emptyEndings.includes(part.toLowerCase().split(/[-_]/).at(-1) ?? ''),
    );
    if (bad !== undefined) return [`${file}: the name “${bad}” says nothing; name it after its idea`];
    if (/^index\.[cm]?[jt]sx?$/.test(basename(file))) return [`${file}: no index files; import the file itself`];
    if (/\.tsx?$/.test(file) && !isWellCased(file)) return [`${file}: files are kebab-case, files of components PascalCase.tsx`];
    return [];
  });
}

/**
 * Lengths of source files: over 500 lines only with a reason in a comment in line 1, 90 % of all up to 300, the median
 * up to 100.
 */
export function badLengths(texts: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  const lengths: number[] = [];
  for (const [file, text] of texts) {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    lengths.push(lines);
    if (lines > longest && !/^(\/\/|\/\*) ?long: \S+/.test(text)) {
      problems.push(`${file}: ${lines} lines; over ${longest} only with “// long: <reason>” in line 1`);
    }
  }
  lengths.sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const upTo = lengths[Math.ceil(lengths.length * 0.9) - 1] ?? 0;
  if (median > usualMedian) problems.push(`the median file has ${median} lines, more than ${usualMedian}`);
  if (upTo > usualLongest) problems.push(`a tenth of the files has over ${usualLongest} lines (90 % have up to ${upTo})`);
  return problems;
}

/** Paths of one developer's machine, which mean nothing on another. */
export function machinePaths(texts: ReadonlyMap<string, string>): string[] {
  const pattern = /(?<![\w.:/])\/(?:home\/[a-z][\w-]*|Users\/\w+|root|work|mnt)\/[\w.-]+/;
  return [...texts].flatMap(([file, text]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${file}: the path ${found[0]} belongs to one machine`];
  });
}

function isWellCased(file: string): boolean {
  const name = basename(file);
  return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/.test(name) || /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(name);
}
