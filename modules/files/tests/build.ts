import { sql } from 'kysely';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { storeFiles } from '../store-files.ts';
import { upload } from './tus-client.ts';

let counter = 0;

/** A ready file in the root of a person's own space, by default a small text. Answers its id. */
export async function aFile(school: TestSchool, ownerId: string, options: { name?: string; bytes?: Buffer } = {}): Promise<string> {
  counter += 1;
  const { name = `Datei ${counter}.txt`, bytes = Buffer.from(`Inhalt ${counter} von ${ownerId}`) } = options;
  return school.write(async (db) => {
    const [[id] = []] = await storeFiles(school.ctx(), db, [{ name, bytes, ownerIds: [ownerId] }]);
    if (id === undefined) throw new Error('the file was not stored');
    await sql`insert into files.entry (school_id, id, kind, owner_id, name, made_by, changed_at)
      values (${db.schoolId}, ${id}, 'file', ${ownerId}, ${name}, ${ownerId}, ${school.ctx().now()})`.execute(db);
    return id;
  });
}

/** Somebody brings a newer version of one of their own files. */
export async function aNewerVersion(school: TestSchool, ownerId: string, name: string, bytes: Buffer): Promise<void> {
  await upload(await school.as(ownerId).client(), school.slug, name, bytes, { replace: '1' });
}
