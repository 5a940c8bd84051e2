import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type LiveTopic, wokenBy } from '#kernel/module/manifest.ts';
import { filesChanged, filesPreviewEnded } from './events.ts';
import { sharedEntries } from './share/access.ts';
import { seenBy } from './tree/access.ts';
import { spacesOf } from './tree/spaces.ts';

/** "Look again" for open folders. Members do not follow a hand-in folder: when others hand in is not theirs to know. */
export const live: readonly LiveTopic[] = [
  { name: 'folder', wokenBy: [wokenBy(filesChanged, ({ folderIds }) => folderIds)], mayFollow },
  { name: 'preview', wokenBy: [wokenBy(filesPreviewEnded, ({ previewId }) => [previewId])], mayFollow: mayWait },
];

/** Its id is told only to those who may read the file; that a preview has ended is all there is to learn. */
async function mayWait(_ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const { rows } = await sql`select from files.preview p where p.school_id = ${db.schoolId} and p.id = ${id}`.execute(db);
  return rows.length > 0;
}

async function mayFollow(ctx: Ctx, db: Db, id: string): Promise<boolean> {
  if (!isId(id) || !ctx.caller.permissions.has('files.keep_own')) return false;
  const { rows } = await sql`select from (${spacesOf(ctx, db)}) s where s.id = ${id}
    union all select from files.entry e join (${spacesOf(ctx, db)}) s on s.id = e.space_id
      where e.school_id = ${db.schoolId} and e.id = ${id} and e.kind = 'folder' and e.binned_at is null and ${seenBy(ctx.caller.personId)}
        and (s.leads or e.part <> 'hand_in')`.execute(db);
  if (rows.length > 0) return true;
  return (await sharedEntries(ctx, db, [id])).some(({ kind, part }) => kind === 'folder' && part !== 'hand_in');
}
