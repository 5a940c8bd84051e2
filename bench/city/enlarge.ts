import type pg from 'pg';
import { newId } from '#kernel/ids/id.ts';
import { copiedTables, copySchool } from './copy-school.ts';

/** How large a database is to become. */
export interface Size {
  /** How many people it holds at least. */
  people: number;
  /** How many of them go to one school of its own; 0: there is none. */
  inOneSchool: number;
}

const large: Size = { people: 100_000, inOneSchool: 30_000 };

/** The one big school of the large database. */
export const bigSchool = 'gross';

/**
 * Makes a large database of a small one: the school is copied, set-based, again and again; first into one big school, then once each into
 * further schools. So every school has people, groups, courses, work, accounts and devices in the proportions of the first.
 *
 * @param client  superuser of the database
 * @param slug    of the school that is copied
 * @returns how many people and schools there are now
 */
export async function enlarge(
  client: pg.Client,
  slug: string,
  { people, inOneSchool }: Size = large,
): Promise<{ people: number; schools: number }> {
  const { rows } = await client.query<{ id: string; people: number; all: number }>(
    `select s.id, (select count(*)::int from people.person p where p.school_id = s.id) as people, (select count(*)::int from people.person) as all
     from kernel.school s where s.slug = $1`,
    [slug],
  );
  const [first] = rows;
  if (first === undefined || first.people === 0) throw new Error(`the school ${slug} has nobody to copy`);
  const tables = await copiedTables(client);
  let count = first.all;
  const bigId = inOneSchool === 0 ? '' : await addSchool(client, first.id, bigSchool);
  for (let copy = 1; copy * first.people <= inOneSchool; copy++, count += first.people)
    await copySchool(client, tables, first.id, [{ toId: bigId, mark: `g${copy}` }]);
  for (let copy = 1; count < people; copy++, count += first.people) {
    const toId = await addSchool(client, first.id, `schule-${copy}`);
    await copySchool(client, tables, first.id, [{ toId, mark: `s${copy}` }]);
  }
  const sums = await client.query<{ people: number; schools: number }>(
    'select (select count(*)::int from people.person) as people, (select count(*)::int from kernel.school) as schools',
  );
  return sums.rows[0] ?? { people: 0, schools: 0 };
}

/** Makes a school with nobody in it, like another one. */
export async function addSchool(client: pg.Client, likeId: string, slug: string): Promise<string> {
  const id = newId();
  await client.query(
    `insert into kernel.school (id, authority_id, slug, name, state, school_number, school_form, accent, modules_off, created_at)
     select $1, s.authority_id, $2, 'Schule ' || $2, s.state, null, s.school_form, s.accent, s.modules_off, s.created_at from kernel.school s where s.id = $3`,
    [id, slug, likeId],
  );
  return id;
}
