import { sql } from 'kysely';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons } from '#kernel/privacy/privacy.ts';
import { davColumns, endLocksOfPerson, locksOfPerson } from './dav/privacy.ts';
import { dropUnheld } from './preview/tidy.ts';
import { eraseQuota, quotaColumns, quotaParts } from './quota/privacy.ts';
import { eraseShares, shareColumns, shareParts } from './share/privacy.ts';
import { askToDrop } from './straight/drop.ts';

/** Rows one piece of an export carries. */
const pieceRows = 500;

const keep = { days: 365, after: 'left' } as const;

/** What files keeps about people. */
export const privacy: HoldsPersons = {
  columns: [
    { column: 'files.file.owner_id', why: { de: 'Wem eine Datei gehört.', en: 'Whose file it is.' }, keep },
    {
      column: 'files.file.made_by',
      why: { de: 'Wer eine Datei oder Fassung hochgeladen hat.', en: 'Who uploaded a file or version.' },
      keep,
    },
    { column: 'files.entry.owner_id', why: { de: 'In wessen Ordnern etwas liegt.', en: 'In whose folders something lies.' }, keep },
    { column: 'files.entry.made_by', why: { de: 'Wer etwas in einen Ordner gelegt hat.', en: 'Who put something into a folder.' }, keep },
    { column: 'files.entry.for_id', why: { de: 'Wer etwas in einen Abgabe-Ordner gelegt hat.', en: 'Who handed something in.' }, keep },
    {
      column: 'files.entry.binned_by',
      why: { de: 'Wer etwas gelöscht hat und zurückholen kann.', en: 'Who deleted something and can restore it.' },
      keep,
    },
    { column: 'files.favourite.person_id', why: { de: 'Was sich jemand gemerkt hat.', en: 'What somebody has marked.' }, keep },
    ...davColumns,
    ...shareColumns,
    ...quotaColumns,
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  yield* pieces('file', (after) =>
    db
      .selectFrom('files.file as f')
      .select(['f.id', 'f.name', 'f.type', 'f.size_bytes', 'f.hash', 'f.state', 'f.made_at', 'f.deleted_at', 'f.version_of'])
      .where('f.school_id', '=', db.schoolId)
      .where((where) => where.or([where('f.owner_id', '=', personId), where('f.made_by', '=', personId)]))
      .where('f.id', '>', after)
      .orderBy('f.id')
      .limit(pieceRows)
      .execute(),
  );
  yield* pieces('entry', (after) =>
    db
      .selectFrom('files.entry as e')
      .select(['e.id', 'e.kind', 'e.name', 'e.group_id', 'e.course_id', 'e.parent_id', 'e.changed_at', 'e.binned_at'])
      .select(sql<boolean>`e.made_by = ${personId}`.as('made'))
      .select(sql<boolean>`e.for_id is not distinct from ${personId}`.as('handed_in'))
      .select(sql<boolean>`e.binned_by is not distinct from ${personId}`.as('binned'))
      .where('e.school_id', '=', db.schoolId)
      .where(sql<boolean>`${personId} in (e.owner_id, e.made_by, e.for_id, e.binned_by)`)
      .where('e.id', '>', after)
      .orderBy('e.id')
      .limit(pieceRows)
      .execute(),
  );
  yield* pieces('favourite', (after) =>
    db
      .selectFrom('files.favourite as v')
      .select(['v.id', 'v.entry_id', 'v.marked_at'])
      .where('v.school_id', '=', db.schoolId)
      .where('v.person_id', '=', personId)
      .where('v.id', '>', after)
      .orderBy('v.id')
      .limit(pieceRows)
      .execute(),
  );
  for (const [part, query] of Object.entries({ ...shareParts, ...quotaParts }))
    yield* pieces(part, async (after) => {
      const { rows } = await sql<{ id: string }>`${query(db, personId)} and h.id > ${after} order by h.id limit ${pieceRows}`.execute(db);
      return rows;
    });
  yield* lockPieces(db, personId);
}

async function* lockPieces(db: Db, personId: string) {
  for (const value of await locksOfPerson(db, personId)) yield { part: 'lock', value };
}

async function* pieces<R extends { id: string }>(part: string, page: (after: string) => Promise<R[]>) {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await page(after);
    for (const value of rows) yield { part, value };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pieceRows) return;
    after = last.id;
  }
}

/**
 * Their own tree and what they have handed in goes; what they put into the folders of groups for all stays without their name. Files in use elsewhere (a
 * worksheet of a class) stay without a name; all others go, their content a day later.
 */
async function erasePerson(db: Db, personId: string): Promise<Record<string, number>> {
  const shares = { ...(await eraseShares(db, personId)), ...(await eraseQuota(db, personId)) };
  const marks = await sql`delete from files.favourite where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  const { rows: gone } = await sql<{
    id: string;
    own: boolean;
  }>`delete from files.entry where school_id = ${db.schoolId} and (owner_id = ${personId} or for_id = ${personId}) returning id, owner_id is not null as own`.execute(
    db,
  );
  const made = await sql`update files.entry set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db);
  const binned = await sql`update files.entry set binned_by = null where school_id = ${db.schoolId} and binned_by = ${personId}`.execute(
    db,
  );
  const locks = await endLocksOfPerson(db, personId);
  const goneIds = gone.map(({ id }) => id);
  const theirs = sql`f.school_id = ${db.schoolId} and (f.owner_id = ${personId} or f.id = any(${goneIds}) or f.version_of = any(${goneIds}))`;
  const nameless = await sql`update files.file f set owner_id = null, space_id = null, made_by = null, version_of = null where ${theirs}
    and exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id)`.execute(db);
  const { rows } = await sql<{ hash: string | null }>`delete from files.file f where ${theirs}
    and not exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id) returning f.hash`.execute(db);
  // what they were bringing into the folders of groups; what lies in the store goes with it
  const stopped =
    await sql`delete from files.file where school_id = ${db.schoolId} and made_by = ${personId} and state = 'uploading' and hash is null`.execute(
      db,
    );
  await askToDrop(db);
  const brought = await sql`update files.file set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(db);
  const { rows: clock } = await sql<{ now: Date }>`select now()`.execute(db);
  const hashes = rows.flatMap(({ hash }) => hash ?? []);
  const now = clock[0]?.now ?? new Date(0);
  await releaseBlobs(db, hashes, now);
  // what was made of their files and read in them
  await dropUnheld(db, now, hashes);
  return {
    'files.file.owner_id': count(nameless) + rows.length,
    'files.file.made_by': count(brought) + count(stopped),
    'files.entry.owner_id': gone.filter(({ own }) => own).length,
    'files.entry.for_id': gone.filter(({ own }) => !own).length,
    'files.entry.made_by': count(made),
    'files.entry.binned_by': count(binned),
    'files.favourite.person_id': count(marks),
    ...shares,
    'files.dav_lock.person_id': locks,
  };
}

function count({ numAffectedRows }: { numAffectedRows?: bigint }): number {
  return Number(numAffectedRows ?? 0);
}
