import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SearchHit } from '#kernel/search/contract.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** The caller's own files whose names hold these words, newest first. */
export async function searchFiles(ctx: Ctx, db: Db, words: string, limit: number): Promise<SearchHit[]> {
  if (!ctx.caller.permissions.has('files.keep_own')) return [];
  const rows = await db
    .selectFrom('files.file as f')
    .select(['f.id', 'f.name'])
    .where('f.school_id', '=', db.schoolId)
    .where('f.owner_id', '=', ctx.caller.personId)
    .where('f.state', '=', 'ready')
    .where('f.deleted_at', 'is', null)
    .where(sql<boolean>`strpos(lower(f.name), lower(${words})) > 0`)
    .orderBy('f.made_at', 'desc')
    .limit(limit)
    .execute();
  const sub = { de, en }[ctx.language].searchHit;
  return rows.map(({ name }) => ({ kind: 'file', title: name, sub, path: `dateien?q=${encodeURIComponent(name)}` }));
}
