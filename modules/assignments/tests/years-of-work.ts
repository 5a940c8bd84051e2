import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { filledDatabase } from '#kernel/testing/rows-handled.ts';
import { prepareDatabase } from '../../../tests/prepare-database.ts';

/** Ids as years-of-work.sql makes them, in the first of its schools. */
export function idOf(kind: 'school' | 'person' | 'assignment', number: number): string {
  const hex = createHash('md5').update(`${kind} 1 ${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The first school of years-of-work.sql in a database of its own; answers what `filledDatabase` does. */
export async function yearsOfWork() {
  const rows = await readFile(new URL('./years-of-work.sql', import.meta.url), 'utf8');
  return filledDatabase({ prepare: prepareDatabase, rows, schoolId: idOf('school', 0), now: new Date('2026-11-23T07:00:00Z') });
}
