import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireEntry } from '../tree/access.ts';
import type { versionsContract } from './contract.ts';

/** The earlier versions of a file the caller may see, newest first; not found (404) otherwise. */
export async function listVersions(
  ctx: Ctx,
  fileId: string,
  query: Query<typeof versionsContract>,
): Promise<Answer<typeof versionsContract>> {
  return ctx.read(async (db) => {
    await requireEntry(ctx, db, fileId);
    const page = await paged(
      db
        .selectFrom('files.file as f')
        .select(['f.id', 'f.type', 'f.size_bytes', 'f.made_at'])
        .select(sql<string | null>`(select p.name from people.pub_person p where p.school_id = f.school_id and p.id = f.made_by)`.as('by'))
        .where('f.school_id', '=', db.schoolId)
        .where('f.version_of', '=', fileId),
      [
        { column: 'f.made_at', type: 'timestamptz', of: (row) => row.made_at.toISOString() },
        { column: 'f.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return {
      items: page.items.map(({ id, type, size_bytes, made_at, by }) => ({
        id,
        type: type ?? '',
        sizeBytes: size_bytes,
        madeAt: made_at.toISOString(),
        by,
      })),
      next: page.next,
    };
  });
}
