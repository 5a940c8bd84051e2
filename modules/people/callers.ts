import { sql } from 'kysely';
import type { CallerFacts } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { prepared } from '#kernel/db/prepared.ts';
import { dayOf } from '#kernel/time/calendar.ts';

/**
 * Who a sign-in is in this school: person, language, what the person is here today (from–to inclusive) and what the device has shown.
 * One statement; it runs in every request, so it touches one row per table by key and answers capacities from the index alone.
 *
 * @returns null when the identity is nobody here, the person is locked, gone or merged away, or the device was signed out
 */
export async function callerFacts(db: Db, who: { identityId: string; deviceId: string }, now: Date): Promise<CallerFacts | null> {
  const [facts] = await factsOf(db, { ...who, schoolId: db.schoolId, now, day: dayOf(now) });
  return facts ?? null;
}

const factsOf = prepared<{ identityId: string; deviceId: string; schoolId: string; now: Date; day: string }, CallerFacts>(
  ['identityId', 'deviceId', 'schoolId', 'now', 'day'],
  ({ identityId, deviceId, schoolId, now, day }) => sql<CallerFacts>`select p.id as "personId",
      coalesce(p.call_name, p.first_name) || ' ' || p.last_name as name, p.language, d.strong, d.shared as "sharedDevice",
      (select count(*) > 1 from identities.pub_attachment o where o.identity_id = a.identity_id) as "atSeveralSchools",
      coalesce((select jsonb_agg(jsonb_build_object('capacity', k.capacity, 'divisionId', k.division_id)) from people.capacity k
        where k.school_id = ${schoolId} and k.person_id = p.id
          and (k.valid_from is null or k.valid_from <= ${day}::date) and (k.valid_to is null or k.valid_to >= ${day}::date)), '[]') as capacities
    from identities.pub_attachment a
    join identities.pub_device d on d.id = ${deviceId} and d.identity_id = a.identity_id and (d.ends_at is null or d.ends_at > ${now})
    join people.person p on p.school_id = a.school_id and p.id = a.person_id and p.status = 'active'
    where a.school_id = ${schoolId} and a.identity_id = ${identityId}`,
);
