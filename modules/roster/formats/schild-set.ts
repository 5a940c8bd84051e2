import type { ProblemList } from './problem.ts';
import { readSchildFile, type SchildFileName, type SchildRow, schildFileOf } from './schild-file.ts';
import type { RosterFile } from './unzip.ts';

/** The rows of the files of one set; a file that is not there has none. Each file is read, and its faults reported, once. */
export interface SchildSet {
  has(name: SchildFileName): boolean;
  rows<F extends SchildFileName>(name: F): SchildRow<F>[];
}

/** Looks at uploaded files as one set of SchILD's text interface; files that do not belong to it are left alone. */
export function openSchildSet(files: readonly RosterFile[], problems: ProblemList): SchildSet {
  const byName = new Map<SchildFileName, RosterFile>();
  for (const file of files) {
    const name = schildFileOf(file.name);
    if (name !== null) byName.set(name, file);
  }
  const read = new Map<SchildFileName, unknown>();
  return {
    has: (name) => byName.has(name),
    rows<F extends SchildFileName>(name: F) {
      const file = byName.get(name);
      if (file === undefined) return [];
      if (!read.has(name)) read.set(name, readSchildFile(name, file, problems));
      return read.get(name) as SchildRow<F>[]; // the map holds under each name what readSchildFile gave for it
    },
  };
}
