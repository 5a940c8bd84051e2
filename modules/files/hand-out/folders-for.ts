import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SeenEntry } from '../tree/access.ts';
import { freeNames, numberedName, storedName } from '../tree/entry-name.ts';

/** A member with the folder into which something is handed out, and the name it gets there. */
export interface Addressee {
  personId: string;
  folderId: string;
  name: string;
  isNew: boolean;
}

/** Names tried until one is free. */
const tries = 50;

function candidates(name: string): string[] {
  return [name, ...Array.from({ length: tries - 1 }, (_, index) => numberedName(name, index + 2))];
}

/**
 * The folder of every member that is named after the group or course, made where there is none, and a free name in it for what comes. Three statements
 * for any number of members.
 */
export async function foldersFor(
  ctx: Ctx,
  db: Db,
  members: readonly string[],
  entry: Pick<SeenEntry, 'name'> & { space: Pick<SeenEntry['space'], 'name'> },
): Promise<Addressee[]> {
  const wanted = candidates(storedName(entry.space.name ?? ''));
  const { rows: roots } = await sql<{
    personId: string;
    id: string;
    kind: string;
    name: string;
  }>`select e.space_id as "personId", e.id, e.kind, lower(e.name) as name
    from files.entry e where e.school_id = ${db.schoolId} and e.space_id = any(${[...members]}) and e.parent_id is null and e.binned_at is null
      and lower(e.name) = any(${wanted.map((name) => name.toLowerCase())})`.execute(db);
  const there = new Map(roots.map((row) => [`${row.personId}/${row.name}`, row]));
  const folders = members.map((personId) => {
    for (const name of wanted) {
      const found = there.get(`${personId}/${name.toLowerCase()}`);
      if (found === undefined) return { personId, id: newId(), name, isNew: true };
      if (found.kind === 'folder') return { personId, id: found.id, name, isNew: false };
    }
    return { personId, id: newId(), name: newId(), isNew: true };
  });
  const made = folders.filter(({ isNew }) => isNew);
  await sql`insert into files.entry (school_id, id, kind, owner_id, name, made_by, changed_at)
    select ${db.schoolId}::uuid, n.id, 'folder', n."personId", n.name, ${ctx.caller.personId}::uuid, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as n (id uuid, "personId" uuid, name text)`.execute(db);

  const { rows: inside } = await sql<{
    folderId: string;
    name: string;
  }>`select e.parent_id as "folderId", lower(e.name) as name from files.entry e
    where e.school_id = ${db.schoolId} and e.parent_id = any(${folders.map(({ id }) => id)}) and e.binned_at is null
      and lower(e.name) = any(${candidates(entry.name).map((name) => name.toLowerCase())})`.execute(db);
  const taken = new Map<string, Set<string>>();
  for (const { folderId, name } of inside) taken.set(folderId, (taken.get(folderId) ?? new Set()).add(name));
  return folders.map(({ personId, id, isNew }) => {
    const [name = entry.name] = freeNames([entry.name], taken.get(id) ?? new Set());
    return { personId, folderId: id, name, isNew };
  });
}
