import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const configuration = ['.dependency-cruiser.cjs', 'biome.json', 'knip.json', 'package.json', 'tsconfig.base.json', 'tsconfig.web.json'];

/**
 * Makes a small git checkout with our own configuration and dependencies, for a check to look at. Removed after the test.
 *
 * @param files      path → text; also configuration to replace
 * @param ignored    patterns of files git ignores
 * @returns its absolute path
 */
export function plantedTree(files: Record<string, string>, ignored: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of configuration) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const all = {
    '.gitignore': ['node_modules', ...ignored, ''].join('\n'),
    'tsconfig.server.json': withoutFiles('tsconfig.server.json'),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  return folder;
}

/** Single files named in a configuration do not lie in a planted tree. */
function withoutFiles(name: string): string {
  const { files: _named, ...rest } = JSON.parse(readFileSync(join(root, name), 'utf8'));
  return `${JSON.stringify(rest, null, 2)}\n`;
}
