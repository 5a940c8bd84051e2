import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { ReadRosterOptions, RosterReading } from '../read-roster.ts';
import { readRoster } from '../read-roster.ts';
import type { RosterSnapshot } from '../snapshot.ts';
import type { RosterFile } from '../unzip.ts';

const folder = new URL('../fixtures/', import.meta.url);

/** One fixture, or all files of a fixture folder. */
export function fixture(name: string): RosterFile[] {
  if (name.includes('.') && !name.startsWith('oneroster')) return [{ name, bytes: readFileSync(new URL(name, folder)) }];
  const inside = new URL(`${name}/`, folder);
  return readdirSync(inside).map((each) => ({ name: each, bytes: readFileSync(new URL(each, inside)) }));
}

/** A file of text, in UTF-8. */
export function textFile(name: string, text: string): RosterFile {
  return { name, bytes: Buffer.from(text) };
}

/** A zip archive of these files, in memory. */
export function zipped(name: string, files: readonly RosterFile[]): Promise<RosterFile> {
  const zip = new ZipFile();
  for (const file of files) zip.addBuffer(Buffer.from(file.bytes), file.name, { compressionLevel: 1 });
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve({ name, bytes: Buffer.concat(chunks) }));
    zip.outputStream.on('error', reject);
  });
}

/** The file as gzip. */
export function gzipped(file: RosterFile): RosterFile {
  return { name: `${file.name}.gz`, bytes: gzipSync(file.bytes) };
}

/** Reads with everything detected. */
export function read(files: readonly RosterFile[], options: Partial<ReadRosterOptions> = {}): Promise<RosterReading> {
  return readRoster(files, { format: 'auto', ...options });
}

/** The snapshot of a reading that must have one. */
export function snapshotOf(reading: RosterReading): RosterSnapshot {
  if (reading.snapshot === null) throw new Error(`no snapshot: ${JSON.stringify(reading.problems)}`);
  return reading.snapshot;
}

/** Problems in one line each: file, line, column, code. */
export function places(reading: RosterReading): string[] {
  return reading.problems.map((each) => [each.file, each.line ?? '-', each.column ?? '-', each.code].join(' '));
}

/** What belongs to what, in names: "Lea Berg in 5a (pupil)", "Tomasz Kurz teaches 5a (lead)". */
export function belongings(snapshot: RosterSnapshot): string[] {
  const person = new Map(snapshot.persons.map((each) => [each.key, `${each.firstName} ${each.lastName}`]));
  const sets = [...snapshot.classes, ...snapshot.groups, ...snapshot.courses];
  const named = new Map(sets.map((each) => [each.key, each.name]));
  const taught = [...snapshot.classes, ...snapshot.courses].flatMap((set) =>
    set.teachers.map((each) => `${person.get(each.personKey)} teaches ${set.name} (${each.part})`),
  );
  return [...snapshot.memberships.map((each) => `${person.get(each.personKey)} in ${named.get(each.of)} (${each.part})`), ...taught].sort();
}
