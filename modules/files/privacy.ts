import { sql } from 'kysely';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons } from '#kernel/privacy/privacy.ts';

/** Rows one piece of an export carries. */
const pieceRows = 500;

/** What files keeps about people. */
export const privacy: HoldsPersons = {
  columns: [
    {
      column: 'files.file.owner_id',
      why: { de: 'Wem eine Datei gehört.', en: 'Whose file it is.' },
      keep: { days: 365, after: 'left' },
    },
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('files.file as f')
      .select(['f.id', 'f.name', 'f.type', 'f.size_bytes', 'f.hash', 'f.state', 'f.made_at', 'f.deleted_at'])
      .where('f.school_id', '=', db.schoolId)
      .where('f.owner_id', '=', personId)
      .where('f.id', '>', after)
      .orderBy('f.id')
      .limit(pieceRows)
      .execute();
    for (const value of rows) yield { part: 'file', value };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pieceRows) return;
    after = last.id;
  }
}

/** Files in use elsewhere (a worksheet of a class) stay without a name; all others go, their content a day later. */
async function erasePerson(db: Db, personId: string): Promise<Record<string, number>> {
  const nameless = await sql`update files.file f set owner_id = null where f.school_id = ${db.schoolId} and f.owner_id = ${personId}
    and exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id)`.execute(db);
  const { rows } = await sql<{
    hash: string | null;
  }>`delete from files.file where school_id = ${db.schoolId} and owner_id = ${personId} returning hash`.execute(db);
  const { rows: clock } = await sql<{ now: Date }>`select now()`.execute(db);
  await releaseBlobs(
    db,
    rows.flatMap(({ hash }) => hash ?? []),
    clock[0]?.now ?? new Date(0),
  );
  return { 'files.file.owner_id': Number(nameless.numAffectedRows ?? 0) + rows.length };
}
