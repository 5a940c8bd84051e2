import { sql } from 'kysely';
import { Check } from 'typebox/value';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { NoticeKind } from '#kernel/module/manifest.ts';
import { valuesOfPersons } from '#kernel/settings/own-values.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { confirmedEmailsOf } from '#modules/identities/public.ts';
import type { Addressee } from './plan.ts';
import { QuietHours, quietHours } from './settings.ts';

interface Row {
  personId: string;
  adult: boolean;
  mail: Addressee['mail'] | null;
  push: boolean | null;
  hasDevice: boolean;
}

/**
 * What is known of addressees for a kind: their own choices, else the kind's defaults. People who are locked or gone are missing: they
 * are told nothing. Four statements for any number of people.
 */
export async function addresseesOf(
  ctx: SchoolCtx,
  db: Db,
  personIds: readonly string[],
  kind: Pick<NoticeKind, 'id' | 'mailByDefault'>,
): Promise<Addressee[]> {
  if (personIds.length === 0) return [];
  const day = dayOf(ctx.now());
  const { rows } = await sql<Row>`select p.id as "personId", c.mail, c.push,
      exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity <> 'pupil'
        and (k.valid_from is null or k.valid_from <= ${day}::date) and (k.valid_to is null or k.valid_to >= ${day}::date)) as adult,
      exists (select from notices.subscription s where s.school_id = p.school_id and s.person_id = p.id) as "hasDevice"
    from people.pub_person p left join notices.choice c on c.school_id = p.school_id and c.person_id = p.id and c.kind = ${kind.id}
    where p.school_id = ${db.schoolId} and p.id = any(${[...personIds]}) and p.status = 'active'`.execute(db);
  const ids = rows.map(({ personId }) => personId);
  const addresses = await confirmedEmailsOf(db, ids);
  const own = await valuesOfPersons(db, quietHours.id, ids);
  const usual = await ctx.setting(db, quietHours);
  return rows.map((row) => {
    const quiet = own.get(row.personId);
    return {
      personId: row.personId,
      adult: row.adult,
      address: addresses.get(row.personId) ?? null,
      mail: row.mail ?? (kind.mailByDefault ? 'at_once' : 'off'),
      push: row.push ?? true,
      hasDevice: row.hasDevice,
      quiet: Check(QuietHours, quiet) ? quiet : usual,
    };
  });
}
