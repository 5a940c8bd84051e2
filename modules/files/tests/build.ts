import type { TestSchool } from '#kernel/testing/test-school.ts';
import { storeFiles } from '../store-files.ts';

let counter = 0;

/** A ready file of a person, by default a small text. Answers its id. */
export async function aFile(school: TestSchool, ownerId: string, options: { name?: string; bytes?: Buffer } = {}): Promise<string> {
  counter += 1;
  const { name = `Datei ${counter}.txt`, bytes = Buffer.from(`Inhalt ${counter} von ${ownerId}`) } = options;
  const [ids] = await school.write((db) => storeFiles(school.ctx(), db, [{ name, bytes, ownerIds: [ownerId] }]));
  const id = ids?.[0];
  if (id === undefined) throw new Error('the file was not stored');
  return id;
}
