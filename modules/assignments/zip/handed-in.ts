import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type ContentOf, contentsOf, freeNames, storedName } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { ownTimes, recipientsOf } from '../sql.ts';
import { workState } from '../state.ts';

/** Pupils asked for at once. */
const pagePupils = 100;

/** One pupil who received the work, with what lies in their folder of the zip. */
export interface PupilFolder {
  pupilId: string;
  name: string;
  /** Name of the folder; differs from all others. */
  folder: string;
  state: ReturnType<typeof workState>;
  /** The present hand-in; null: none, and then there is no folder. */
  handIn: { id: string; text: string; handedInAt: Date; late: boolean; version: number } | null;
  /** What was handed in, in its order; `path` is the name within the folder. */
  files: readonly (ContentOf & { path: string })[];
  answer: { id: string; state: 'writing' | 'finished' | 'givenBack' } | null;
}

interface Row {
  pupilId: string;
  name: string;
  sortName: string;
  seen: boolean;
  dueAt: Date | null;
  closesAt: Date | null;
  handInId: string | null;
  version: number;
  text: string;
  handedInAt: Date;
  late: boolean;
  answerId: string | null;
  finished: boolean | null;
  given: boolean | null;
}

/**
 * Everybody who received the work, by family name, page by page; each page in a transaction of its own with the right in it, so that it ends where the right ends.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function* pupilFolders(ctx: Ctx, assignmentId: string): AsyncGenerator<PupilFolder> {
  const used = new Set<string>();
  let after: Row | undefined;
  for (;;) {
    const { rows, files } = await ctx.read(async (db) => {
      await requireTaught(db, ctx, assignmentId);
      const page = await pageOf(ctx, db, assignmentId, after);
      const handInIds = page.flatMap(({ handInId }) => handInId ?? []);
      return { rows: page, files: await contentsOf(db, 'assignments', handInIds) };
    });
    for (const row of rows) {
      const folder = freeNames([storedName(row.name)], used).join('');
      used.add(folder.toLowerCase());
      yield shown(ctx, row, folder, files.get(row.handInId ?? '') ?? []);
    }
    after = rows.at(-1);
    if (rows.length < pagePupils) return;
  }
}

function shown(ctx: Ctx, row: Row, folder: string, files: readonly ContentOf[]): PupilFolder {
  const { pupilId, name, handInId: id, text, handedInAt, late, version, answerId } = row;
  return {
    pupilId,
    name,
    folder,
    state: workState(row, { seen: row.seen, begun: false, handedIn: id !== null }, ctx.now()),
    handIn: id === null ? null : { id, text, handedInAt, late, version },
    files: files.map((file, index) => ({ ...file, path: `${index + 1} ${storedName(file.name)}` })),
    answer: answerId === null ? null : { id: answerId, state: row.given ? 'givenBack' : row.finished ? 'finished' : 'writing' },
  };
}

async function pageOf(ctx: Ctx, db: Db, assignmentId: string, after: Row | undefined): Promise<Row[]> {
  const beyond = after === undefined ? sql`` : sql`where (a.sort_name, a.pupil_id) > (${after.sortName}, ${after.pupilId}::uuid)`;
  // `offset 0`: received first, ordered then, as in answer/list-pupils.ts
  const received = sql`(select a.school_id, a.id, a.due_at, a.closes_at, p.id as pupil_id, p.sort_name, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name
    from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} offset 0)`;
  const { rows } = await sql<Row>`select a.pupil_id as "pupilId", a.name, a.sort_name as "sortName",
      coalesce(r.seen, false) as seen, ${ownTimes.dueAt} as "dueAt", ${ownTimes.closesAt} as "closesAt", h.id as "handInId", h.version, h.text,
      h.handed_in_at as "handedInAt", h.late, n.id as "answerId", n.finished, n.given_back_at is not null and n.changed_at <= n.given_back_at as given
    from ${received} a
    left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = a.pupil_id
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = a.pupil_id and h.current
    left join assignments.answer n on n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = a.pupil_id and n.hand_in_id is not distinct from h.id
    ${beyond} order by a.sort_name, a.pupil_id limit ${pagePupils}`.execute(db);
  return rows;
}
