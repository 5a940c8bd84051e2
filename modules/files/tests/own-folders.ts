import type { TestSchool } from '#kernel/testing/test-school.ts';
import { createFolderContract, folderContract } from '../tree/contract.ts';

/** Makes a folder in somebody’s own files. Answers its id. */
export async function aFolder(school: TestSchool, personId: string, name: string, folderId: string | null = null): Promise<string> {
  return (await school.as(personId).call(createFolderContract, { body: { spaceId: personId, folderId, name } })).id;
}

/** What lies in a folder, by default the root of one’s own files, in its order. */
export async function namesIn(school: TestSchool, personId: string, folderId?: string): Promise<string[]> {
  const { items } = await school.as(personId).call(folderContract, { query: { ...(folderId !== undefined && { folderId }), limit: 200 } });
  return items.map(({ name }) => name);
}
