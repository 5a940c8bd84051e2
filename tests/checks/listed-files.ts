import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files git knows or would add, relative to the root, with `/`. Every check counts against this list: a tool that
 * silently looks at nothing finds nothing.
 *
 * @param endings  such as `.ts`
 * @throws Error outside a git checkout, or when nothing is listed at all
 */
export function listedFiles(root: string, endings: readonly string[]): string[] {
  const asked = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (asked.status !== 0) throw new Error(`git could not list the files of ${root}: ${asked.error?.message ?? asked.stderr}`);
  const all = [...new Set(asked.stdout.split('\0'))].filter((file) => file !== '');
  const listed = all.filter((file) => endings.some((ending) => file.endsWith(ending)) && existsSync(join(root, file)));
  if (listed.length === 0) throw new Error(`git lists no files ending in ${endings.join(', ')}`);
  return listed.sort();
}

/** Says which listed files a tool has not looked at; at most ten by name. */
export function unseen(tool: string, listed: readonly string[], seen: ReadonlySet<string>): string[] {
  const missing = listed.filter((file) => !seen.has(file));
  if (missing.length === 0) return [];
  return [`${tool} did not look at ${missing.length} of ${listed.length} files git lists: ${missing.slice(0, 10).join(', ')}`];
}
