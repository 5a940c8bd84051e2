import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** What we need of package-lock.json (version 3): folder → package. */
export interface Lock {
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optional?: boolean;
}

/**
 * Packages that others in the lock file need but that it does not hold. npm writes such a file when the registry in reach
 * lacks packages for other platforms, and `npm ci` refuses it.
 *
 * @returns names with the wanted version, each once, in order of name
 */
export function missingFromLock(lock: Lock): { name: string; version: string }[] {
  const missing = new Map<string, string>();
  for (const [folder, { dependencies, devDependencies, optionalDependencies }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      if (!foldersAbove(folder).some((above) => `${above}node_modules/${name}` in lock.packages)) missing.set(name, version);
    }
  }
  return [...missing].map(([name, version]) => ({ name, version })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether `npm ci` will take package-lock.json: it agrees with package.json and lacks nothing. */
export const lockFile: Check = {
  name: 'lock-file',
  async run(root) {
    const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
    const lock: Lock = read('package-lock.json');
    const wanted: LockedPackage = read('package.json');
    const problems = missingFromLock(lock).map(
      ({ name, version }) => `package-lock.json lacks ${name}@${version}; run: node bin/complete-lock.ts`,
    );
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      for (const [name, version] of Object.entries(wanted[kind] ?? {})) {
        const locked = lock.packages['']?.[kind]?.[name];
        if (locked !== version)
          problems.push(`package.json wants ${name}@${version}, package-lock.json has ${locked ?? 'none'}; run: npm install`);
        if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`package.json: ${name}@${version} is not an exact version`);
      }
    }
    return problems;
  },
};

/** `node_modules/a/node_modules/b` → itself, `node_modules/a/`, and the root: where Node looks for a package. */
function foldersAbove(folder: string): string[] {
  const above = folder === '' ? [] : [`${folder}/`];
  for (let at = folder.lastIndexOf('node_modules/'); at >= 0; at = at === 0 ? -1 : folder.lastIndexOf('node_modules/', at - 1)) {
    above.push(folder.slice(0, at));
  }
  return [...above, ''];
}
