import { sql } from 'kysely';
import { checkContent } from '#kernel/blobs/check-content.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from './events.ts';
import { refusals } from './refusals.ts';
import { requireChangeable } from './tree/access.ts';
import { givenName } from './tree/entry-name.ts';
import { lockSpaces } from './tree/lock.ts';

/**
 * Gives a folder or file another name, made safe for every system; the type of a file stays what its bytes are.
 *
 * @returns the name as it is kept now
 * @throws `files.program_refused` (415) for an ending that runs · `files.name_taken` (409) with `name` · `files.name_not_allowed` (422) ·
 * `files.read_only` (403) where the caller only reads · not found (404) when they do not see it
 */
export async function renameEntry(ctx: Ctx, id: string, wanted: string): Promise<{ name: string }> {
  const name = givenName(wanted);
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: [id] });
    for (const entry of await requireChangeable(ctx, db, [id])) {
      const { rows } = await sql<{
        type: string | null;
        taken: boolean;
      }>`select (select f.type from files.file f where f.school_id = e.school_id and f.id = e.file_id) as type,
          exists (select from files.entry o where o.school_id = e.school_id and o.space_id = e.space_id and o.parent_id is not distinct from e.parent_id
            and lower(o.name) = lower(${name}) and o.binned_at is null and o.id <> e.id
            and (${entry.space.leads} or o.for_id is null or o.for_id = ${ctx.caller.personId})) as taken
        from files.entry e where e.school_id = ${db.schoolId} and e.id = ${id}`.execute(db);
      const [found] = rows;
      if (found?.type != null) {
        const check = checkContent(name, found.type);
        if (!check.ok && check.reason === 'runs') throw refusals.programRefused({ name });
      }
      if (found?.taken) throw refusals.nameTaken({ name });
      await sql`update files.entry set name = ${name} where school_id = ${db.schoolId} and id = ${id}`.execute(db);
      await db.emit(filesChanged, { folderIds: [entry.parentId ?? entry.space.id, ...(entry.kind === 'folder' ? [id] : [])] });
    }
    return { name };
  });
}
