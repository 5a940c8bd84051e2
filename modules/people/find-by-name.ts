import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { sortNameOf } from './names.ts';

export interface FoundPerson {
  id: string;
  name: string;
  handle: string | null;
}

/** People who are here and bear this handle or this full name (call name or first name, then last name); accents do not matter. At most 20. */
export async function personsByName(db: Db, wanted: string): Promise<FoundPerson[]> {
  const [first = '', ...rest] = wanted.split(/\s+/);
  const sortName = sortNameOf({ firstName: first, lastName: rest.join(' ') });
  const { rows } = await sql<FoundPerson>`select p.id, coalesce(p.call_name, p.first_name) || ' ' || p.last_name as name, a.handle
    from people.person p left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
    where p.school_id = ${db.schoolId} and p.status <> 'left' and (lower(a.handle) = lower(${wanted})
      or lower(coalesce(p.call_name, p.first_name) || ' ' || p.last_name) = lower(${wanted}) or p.sort_name = ${sortName})
    order by p.sort_name, p.id limit 20`.execute(db);
  return rows;
}
