import { sql } from 'kysely';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { describeRooms, endPatterns, holdTimetable, type Undo } from './apply.ts';

/** What an undo took back. */
export interface Undone {
  /** Lessons that are gone again, and lessons that take place again. */
  removed: number;
  restored: number;
}

/**
 * Takes the last import of the timetable back as one step. Only the last one that changed anything, and once.
 *
 * @throws `timetable.undo_over` (409) when there is none, `timetable.busy` (409)
 */
export async function undoTimetable(ctx: SchoolCtx): Promise<Undone> {
  return ctx.write(async (db) => {
    await holdTimetable(db);
    const { rows } = await sql<{ id: string; state: string; undo: Undo | null }>`select id, state, undo from timetable.import
      where school_id = ${db.schoolId} order by made_at desc, id desc limit 1`.execute(db);
    const [last] = rows;
    if (last === undefined || last.state !== 'applied' || last.undo === null) throw refusals.undoOver();
    const { added, ended, roomsAdded, rooms } = last.undo;
    await sql`delete from timetable.pattern where school_id = ${db.schoolId} and id = any(${added})`.execute(db);
    await endPatterns(db, ended);
    await describeRooms(db, rooms);
    // a room that has come to be used by something else stays
    await sql`delete from timetable.room r where r.school_id = ${db.schoolId} and r.id = any(${roomsAdded})
      and not exists (select from timetable.pattern_room x where x.school_id = r.school_id and x.room_id = r.id)`.execute(db);
    await sql`update timetable.import set state = 'undone', undo = null, undone_at = ${ctx.now()} where school_id = ${db.schoolId} and id = ${last.id}`.execute(
      db,
    );
    const counts = { removed: added.length, restored: ended.length };
    await db.audit({ act: 'timetable.undone', subject: { type: 'import', id: last.id }, data: counts });
    return counts;
  });
}
