import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';

declare module '#kernel/db/tables.ts' {
  interface Tables {
    'kernel.audit': {
      school_id: string;
      id: string;
      at: Date;
      actor_id: string | null;
      act: string;
      subject_type: string | null;
      subject_id: string | null;
      data: unknown;
    };
  }
}

/** One act as it was noted. Ids only: names are looked up by whoever shows it. */
export interface TrailEntry {
  id: string;
  at: Date;
  /** null: the program itself (a job, the command line); `nobody`: a person who has been erased since. */
  actorId: string | null;
  act: string;
  subjectType: string | null;
  subjectId: string | null;
  data: Record<string, string | number | boolean | null>;
}

/** Stands in the trail in the place of a person who has been erased: the act stays, the human is gone. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** What of the trail is wanted; times are UTC, `to` is exclusive. */
export interface TrailFilter {
  act?: string | undefined;
  /** As the one who acted, or as the one it was done to. */
  personId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The school's audit trail, newest first, page by page; one statement. */
export async function auditTrail(
  db: Db,
  filter: TrailFilter,
  page: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: TrailEntry[]; next: string | null }> {
  let query = db
    .selectFrom('kernel.audit as a')
    .where('a.school_id', '=', db.schoolId)
    .select([
      'a.id',
      'a.at',
      'a.actor_id',
      'a.act',
      'a.subject_type',
      'a.subject_id',
      'a.data',
      sql<string>`to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('place'),
    ]);
  const { act, personId, from, to } = filter;
  if (act !== undefined) query = query.where('a.act', '=', act);
  if (personId !== undefined) query = query.where((is) => is.or([is('a.actor_id', '=', personId), is('a.subject_id', '=', personId)]));
  if (from !== undefined) query = query.where('a.at', '>=', from);
  if (to !== undefined) query = query.where('a.at', '<', to);
  const { items, next } = await paged(
    query,
    [
      { column: 'a.at', type: 'timestamptz', of: (row) => row.place },
      { column: 'a.id', type: 'uuid', of: (row) => row.id },
    ],
    page,
    'desc',
  );
  return {
    items: items.map((row) => ({
      id: row.id,
      at: row.at,
      actorId: row.actor_id,
      act: row.act,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      data: row.data as TrailEntry['data'], // db.audit() wrote it
    })),
    next,
  };
}
