import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import type { Place } from './access.ts';
import type { Part } from './contract.ts';
import { mostDepth, mostInFolder } from './limits.ts';
import type { Asking } from './spaces.ts';

/** What awaits new entries in a place. */
export interface Landing {
  /** Names that are there already, as far as the caller sees them, in lower case. */
  taken: ReadonlySet<string>;
  /** Whose hand-in they become; null: everybody of the space sees them. */
  forId: string | null;
  /** The folder and those above it. */
  above: ReadonlySet<string>;
}

/**
 * Looks at a place, after its space was locked.
 *
 * @param coming.count  entries that come directly into it
 * @param coming.depth  folders below each other that come; 1 for one folder, 0 for files
 * @throws `files.folder_full` (422) with `most` · `files.too_deep` (422) with `most`
 */
export async function landingAt(ctx: Asking, db: Db, place: Place, coming: { count: number; depth: number }): Promise<Landing> {
  const { space, folder } = place;
  const forId = forIdAt(ctx, place);
  const within = folder === null ? sql`e.parent_id is null` : sql`e.parent_id = ${folder.id}`;
  const seen = space.leads ? sql`true` : sql`(e.for_id is null or e.for_id = ${ctx.caller.personId})`;
  const [names, above] = await inOrder(
    sql<{
      name: string;
    }>`select lower(e.name) as name from files.entry e where e.school_id = ${db.schoolId} and e.space_id = ${space.id} and ${within} and e.binned_at is null and ${seen}`.execute(
      db,
    ),
    sql<{ id: string }>`with recursive way as (
        select e.id, e.parent_id from files.entry e where e.school_id = ${db.schoolId} and e.id = ${folder?.id ?? null}
        union select e.id, e.parent_id from way w join files.entry e on e.school_id = ${db.schoolId} and e.id = w.parent_id)
      select id from way`.execute(db),
  );
  if (names.rows.length + coming.count > mostInFolder) throw refusals.folderFull({ most: mostInFolder });
  if (above.rows.length + coming.depth > mostDepth) throw refusals.tooDeep({ most: mostDepth });
  return { taken: new Set(names.rows.map(({ name }) => name)), forId, above: new Set(above.rows.map(({ id }) => id)) };
}

/**
 * In a hand-in folder what members put in is theirs; what a leader adds to a member's folder is that member's too. Who may change it because it is shared with
 * them adds what is for all, as its leader does.
 */
function forIdAt(ctx: Asking, { space, folder }: Place): string | null {
  if (folder === null || space.kind === 'own') return null;
  return folder.forId ?? (folder.part === 'hand_in' && !space.leads && space.shared === undefined ? ctx.caller.personId : null);
}

/** The part of what comes to a place: that of its folder; in the root of a group space folders get the root's own. */
export function partOf({ space, folder }: Place, kind: 'folder' | 'file'): Part | null {
  if (space.kind === 'own') return null;
  if (folder !== null) return folder.part;
  return kind === 'folder' ? space.rootPart : null;
}

/** The columns that say in which space something lies. */
export function spaceKeys({ space }: Place) {
  return {
    owner_id: space.kind === 'own' ? space.id : null,
    group_id: space.kind === 'group' ? space.id : null,
    course_id: space.kind === 'course' ? space.id : null,
  };
}

/** Puts new entries into a place, by the caller, now. Names and limits are the affair of whoever calls. */
export async function insertEntries(
  ctx: Ctx,
  db: Db,
  place: Place,
  entries: readonly { id: string; kind: 'folder' | 'file'; name: string; part: Part | null; forId: string | null }[],
): Promise<void> {
  await db
    .insertInto('files.entry')
    .values(
      entries.map(({ id, kind, name, part, forId }) => ({
        school_id: db.schoolId,
        id,
        kind,
        ...spaceKeys(place),
        parent_id: place.folder?.id ?? null,
        name,
        part,
        for_id: forId,
        made_by: ctx.caller.personId,
        changed_at: ctx.now(),
      })),
    )
    .execute();
}
