import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ending } from '../../endings.ts';

const megabytes = 96;
/** Of every Linux. */
const programs = { mount: 'mount', unmount: 'umount' } as const;

/** A data folder on a small disk of its own, which can be filled. */
export interface SmallDisk {
  dataDir: string;
  /** Writes until nothing more fits. */
  fill(): void;
  empty(): void;
}

/**
 * Mounts a small disk and puts the installation's secrets there, as a second data folder for the same database.
 *
 * @param dataDir  the installation's folder
 * @returns null where this user may not mount
 */
export function openSmallDisk(dataDir: string): SmallDisk | null {
  const folder = join(dataDir, 'small-disk');
  mkdirSync(folder);
  try {
    execFileSync(programs.mount, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return null;
  }
  ending(() => execFileSync(programs.unmount, ['--lazy', folder]));
  for (const name of ['installation.json', 'secrets.json']) copyFileSync(join(dataDir, name), join(folder, name));
  const ballast = join(folder, 'ballast');
  return {
    dataDir: folder,
    fill: () => {
      const file = openSync(ballast, 'w');
      try {
        for (let size = 1_048_576; size >= 4_096; ) {
          try {
            writeSync(file, Buffer.alloc(size));
          } catch {
            size /= 2; // what is left is smaller
          }
        }
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
  };
}
