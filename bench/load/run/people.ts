import type pg from 'pg';
import type { Secrets } from '#kernel/module/services.ts';
import { type Account, openDevices, register } from '../../city/accounts.ts';
import { openReturningDevices } from '../../cost/returning.ts';
import type { Person } from '../client/person.ts';

/** An account, its school, and what there is to do for it. */
interface Found extends Account {
  slug: string;
  courseId: string | null;
  assignmentId: string | null;
}

/** How many people of each kind a scenario wants; nobody is of two kinds. */
export interface Wanted {
  new: number;
  returning: number;
  working: number;
}

const perStatement = 5_000;

/**
 * Makes people who can be played: accounts of pupils (and of every tenth other person) of a database, registered, with devices that were here before, or
 * signed in. Where a database has fewer than wanted, those there are come more than once: first the working are counted off, then the others in
 * proportion.
 *
 * @param database  superuser
 * @param slug      of one school, or null for all
 */
export async function makePeople(
  database: pg.Client,
  secrets: Secrets,
  wanted: Wanted,
  slug: string | null = null,
): Promise<Record<keyof Wanted, Person[]>> {
  const all = await findAccounts(database, slug, wanted.new + wanted.returning + wanted.working);
  const working = all.splice(0, Math.min(wanted.working, Math.floor(all.length / 3)));
  const share = wanted.new / Math.max(1, wanted.new + wanted.returning);
  const fresh = all.splice(0, Math.min(wanted.new, Math.ceil(all.length * share)));
  const returning = all.slice(0, wanted.returning);
  for (let from = 0; from < fresh.length; from += perStatement) await register(database, fresh.slice(from, from + perStatement), secrets);
  const devices: string[] = [];
  for (let from = 0; from < returning.length; from += perStatement)
    devices.push(...(await openReturningDevices(database, returning.slice(from, from + perStatement), secrets)));
  const cookies = await openDevices(database, working, secrets, 12);
  return {
    new: fresh.map((it) => personOf(it, {})),
    returning: returning.map((it, at) => personOf(it, jarOf(devices[at]))),
    working: working.map((it, at) => personOf(it, jarOf(cookies[at]))),
  };
}

/** Accounts, always the same in the same order, each with a course and a piece of work it could hand in today. */
async function findAccounts(database: pg.Client, slug: string | null, most: number): Promise<Found[]> {
  const { rows } = await database.query<Found>(
    `select t.identity_id as "identityId", t.person_id as "personId", h.handle::text as handle, s.slug, k.capacity,
       work.course_id as "courseId", work.id as "assignmentId"
     from (select t.* from identities.attachment t
       where ($1::text is null or t.school_id = (select id from kernel.school where slug = $1))
       order by md5(t.person_id::text)) t
     join kernel.school s on s.id = t.school_id
     join identities.identity i on i.id = t.identity_id and i.status = 'open'
     join identities.handle h on h.identity_id = t.identity_id and h.realm = t.school_id
     join people.person p on p.school_id = t.school_id and p.id = t.person_id and p.status = 'active'
     join lateral (select min(k.capacity) as capacity from people.capacity k where k.school_id = t.school_id and k.person_id = t.person_id
       having count(*) = 1) k on k.capacity = 'pupil' or left(md5(t.identity_id::text), 1) = '0'
     left join lateral (select a.course_id, a.id from courses.member m
       join assignments.assignment a on a.school_id = m.school_id and a.course_id = m.course_id
       where m.school_id = t.school_id and m.person_id = t.person_id and a.whole and a.teams = 'none' and a.hand_in_kinds @> '{text,files}'
         and a.published_at < now() and a.deleted_at is null and (a.starts_at is null or a.starts_at < now())
         and (a.closes_at is null or a.closes_at > now() + interval '3 hours')
         and (m.valid_from is null or m.valid_from <= current_date) and (m.valid_to is null or m.valid_to >= current_date)
       order by a.id limit 1) work on k.capacity = 'pupil'
     order by md5(t.person_id::text) limit $2`,
    [slug, most],
  );
  if (rows.length < Math.min(30, most)) throw new Error(`there are only ${rows.length} accounts to play`);
  return rows;
}

function personOf({ slug, handle, courseId, assignmentId }: Found, cookies: Record<string, string>): Person {
  return { slug, handle, cookies, courseId, assignmentId };
}

/** A `cookie` header as name → value. */
function jarOf(cookie: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (cookie ?? '').split('; ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
