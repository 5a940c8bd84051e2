import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { personAdded, personChanged } from '../events.ts';
import { sortNameOf } from '../names.ts';

/** One person to be written. Absent optional fields become null; names are NFC and trimmed already. */
export interface PersonToSave {
  /** `newId()` for a new person, the known id for one who is there. */
  id: string;
  lastName: string;
  firstName: string;
  callName?: string | null;
  title?: string | null;
  /** Kürzel of a teacher. */
  shortName?: string | null;
  gender?: 'm' | 'w' | 'd' | 'x' | null;
  /** 'YYYY-MM-DD' */
  birthDate?: string | null;
  email?: string | null;
  phone?: string | null;
  language?: string | null;
  handle?: string | null;
  /** Where the roster knows the person from ("svws"), with the source's own id. */
  source?: string | null;
  sourceId?: string | null;
  /** The home school of a guest. */
  guestOf?: string | null;
}

const fields = ['last_name', 'first_name', 'call_name', 'title', 'short_name', 'gender', 'birth_date', 'email', 'phone'] as const;

/**
 * Writes thousands of persons in one statement: new ids are inserted as active, known ids changed. Again with the same rows it
 * changes nothing. A field somebody put right by hand (`corrected`) stays; language, handle and guest_of of a known person are
 * only filled where empty; the status is left alone (see `suspendPersons`, `unlockPersons`).
 *
 * Announces `people.person_added` and `people.person_changed`.
 *
 * @returns ids that are new, and ids of which something changed
 */
export async function savePersons(db: Db, persons: readonly PersonToSave[], now: Date): Promise<{ added: string[]; changed: string[] }> {
  if (persons.length === 0) return { added: [], changed: [] };
  const rows = persons.map((person) => ({ ...person, sortName: sortNameOf(person) }));
  const kept = (column: string) =>
    sql`case when ${column} = any(p.corrected) then p.${sql.ref(column)} else excluded.${sql.ref(column)} end`;
  const names = ['last_name', 'first_name', 'call_name'];
  const result = await sql<{ id: string; isNew: boolean }>`insert into people.person as p
      (school_id, id, last_name, first_name, call_name, title, short_name, gender, birth_date, email, phone, language, handle,
       source, source_id, guest_of, created_at, sort_name)
    select ${db.schoolId}::uuid, n.id, n."lastName", n."firstName", n."callName", n.title, n."shortName", n.gender, n."birthDate", n.email, n.phone,
      n.language, n.handle, n.source, n."sourceId", n."guestOf", ${now}::timestamptz, n."sortName"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "lastName" text, "firstName" text, "callName" text, title text, "shortName" text,
      gender text, "birthDate" date, email text, phone text, language text, handle text, source text, "sourceId" text, "guestOf" text, "sortName" text)
    on conflict (school_id, id) do update set
      ${sql.join(fields.map((column) => sql`${sql.ref(column)} = ${kept(column)}`))},
      language = coalesce(p.language, excluded.language), handle = coalesce(p.handle, excluded.handle), guest_of = coalesce(p.guest_of, excluded.guest_of),
      source = coalesce(excluded.source, p.source), source_id = coalesce(excluded.source_id, p.source_id),
      sort_name = case when p.corrected && ${names} then p.sort_name else excluded.sort_name end
    where (p.source, p.source_id, ${sql.join(fields.map((column) => sql`p.${sql.ref(column)}`))})
      is distinct from (coalesce(excluded.source, p.source), coalesce(excluded.source_id, p.source_id), ${sql.join(fields.map(kept))})
    returning id, xmax = 0 as "isNew"`.execute(db);
  const added = result.rows.filter(({ isNew }) => isNew).map(({ id }) => id);
  const changed = result.rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
  await db.emitAll(
    personAdded,
    added.map((personId) => ({ personId })),
  );
  await db.emitAll(
    personChanged,
    changed.map((personId) => ({ personId })),
  );
  return { added, changed };
}
