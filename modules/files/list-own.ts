import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from './access.ts';
import type { ownFilesContract } from './contract.ts';

/** The caller's own files, newest first; with `view` bin those that can still be restored. One statement. */
export async function listOwn(ctx: Ctx, query: Query<typeof ownFilesContract>): Promise<Answer<typeof ownFilesContract>> {
  return ctx.read(async (db) => {
    let files = db
      .selectFrom('files.file as f')
      .leftJoin('files.entry as e', (join) => join.onRef('e.school_id', '=', 'f.school_id').onRef('e.id', '=', 'f.id'))
      .select(['f.id', sql<string>`coalesce(e.name, f.name)`.as('name'), 'f.type', 'f.size_bytes', 'f.made_at', 'f.deleted_at'])
      .select(sql<boolean>`exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id)`.as('in_use'))
      .where('f.school_id', '=', db.schoolId)
      .where('f.owner_id', '=', ctx.caller.personId)
      .where('f.version_of', 'is', null)
      .where('f.state', '=', 'ready');
    files = query.view === 'bin' ? files.where('f.deleted_at', '>', binEnd(ctx.now())) : files.where('f.deleted_at', 'is', null);
    const words = query.q?.trim() ?? '';
    if (words !== '') files = files.where(sql<boolean>`strpos(lower(coalesce(e.name, f.name)), lower(${words})) > 0`);
    const page = await paged(
      files,
      [
        { column: 'f.made_at', type: 'timestamptz', of: (row) => row.made_at.toISOString() },
        { column: 'f.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return {
      next: page.next,
      items: page.items.map((row) => ({
        id: row.id,
        name: row.name,
        type: row.type ?? '',
        sizeBytes: row.size_bytes,
        madeAt: row.made_at.toISOString(),
        deletedAt: row.deleted_at?.toISOString() ?? null,
        inUse: row.in_use,
      })),
    };
  });
}
