import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { DavAnswer } from './answer.ts';
import type { PropChange, PropName } from './xml-in.ts';

/** A program's property with its whole element. */
export interface StoredProp extends PropName {
  xml: string;
}

/** More than any program keeps on one file. */
const most = 100;
const mostLength = 10_000;

/** What programs keep on entries: entry id → properties. One statement. */
export async function propertiesOf(db: Db, entryIds: readonly string[]): Promise<Map<string, StoredProp[]>> {
  const found = new Map<string, StoredProp[]>();
  if (entryIds.length === 0) return found;
  const { rows } = await sql<
    StoredProp & { entryId: string }
  >`select p.entry_id as "entryId", p.namespace, p.name, p.xml from files.dav_property p
    where p.school_id = ${db.schoolId} and p.entry_id = any(${[...entryIds]}) order by p.id`.execute(db);
  for (const { entryId, ...prop } of rows) found.set(entryId, [...(found.get(entryId) ?? []), prop]);
  return found;
}

/**
 * Changes properties one after the other.
 *
 * @throws 507 when they become too many or too long
 */
export async function changeProperties(db: Db, entryId: string, changes: readonly PropChange[]): Promise<void> {
  const last = new Map(changes.map((change) => [`${change.namespace} ${change.name}`, change]));
  for (const { namespace, name, xml } of last.values()) {
    if (xml === null) {
      await sql`delete from files.dav_property where school_id = ${db.schoolId} and entry_id = ${entryId} and namespace = ${namespace} and name = ${name}`.execute(
        db,
      );
      continue;
    }
    if (xml.length > mostLength) throw new DavAnswer(507);
    await sql`insert into files.dav_property (school_id, id, entry_id, namespace, name, xml)
      values (${db.schoolId}, ${newId()}, ${entryId}, ${namespace}, ${name}, ${xml})
      on conflict (school_id, entry_id, namespace, name) do update set xml = excluded.xml`.execute(db);
  }
  if (((await propertiesOf(db, [entryId])).get(entryId)?.length ?? 0) > most) throw new DavAnswer(507);
}

/** A copy has the properties of what it was made from, with all in it: pairs of original and copy. */
export async function copyProperties(db: Db, pairs: readonly { from: string; to: string }[]): Promise<void> {
  await sql`insert into files.dav_property (school_id, id, entry_id, namespace, name, xml)
    select p.school_id, gen_random_uuid(), n."to", p.namespace, p.name, p.xml
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as n ("from" uuid, "to" uuid)
    join files.dav_property p on p.school_id = ${db.schoolId} and p.entry_id = n."from"
    on conflict (school_id, entry_id, namespace, name) do nothing`.execute(db);
}
