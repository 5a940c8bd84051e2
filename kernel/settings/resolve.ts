import { sql } from 'kysely';
import { Check } from 'typebox/value';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { School } from '#kernel/module/school.ts';
import type { Setting, SettingValue } from './setting.ts';

/** The scope of the operator has one subject only. */
export const operatorSubject = '00000000-0000-0000-0000-000000000000';

/** The value that holds for a person in a school (or the school, without person): the nearest scope wins. One statement. */
export async function resolveSetting<S extends Setting>(db: Db, school: School, setting: S, personId?: string): Promise<SettingValue<S>> {
  const { rows } = await sql<{ value: unknown }>`
    select value from (
      select 1 as near, value from kernel.school_setting where key = ${setting.id} and person_id = ${personId ?? null}
      union all select 2, value from kernel.school_setting where key = ${setting.id} and person_id is null
      union all select case scope when 'authority' then 3 else 4 end, value from kernel.setting
        where key = ${setting.id} and ((scope = 'authority' and subject_id = ${school.authorityId}) or (scope = 'operator' and subject_id = ${operatorSubject}))
    ) found order by near limit 1`.execute(db);
  const value = rows[0]?.value;
  // A stored value that no longer fits its type (setting changed in an upgrade) counts as not set
  return (value !== undefined && Check(setting.type, value) ? value : setting.fallback) as SettingValue<S>;
}

/**
 * Sets a value for the school, or for one person in it; null takes it back to the farther scope.
 *
 * @throws `kernel.bad_request` (400) when the value does not fit or the setting cannot be set that near
 */
export async function saveSetting<S extends Setting>(db: Db, setting: S, value: SettingValue<S> | null, personId?: string): Promise<void> {
  if (value !== null && !Check(setting.type, value)) throw kernelRefusals.badRequest({ place: setting.id });
  if (personId !== undefined && setting.scope !== 'person') throw kernelRefusals.badRequest({ place: setting.id });
  if (value === null) {
    await sql`delete from kernel.school_setting where key = ${setting.id} and person_id is not distinct from ${personId ?? null}::uuid`.execute(
      db,
    );
    return;
  }
  await sql`insert into kernel.school_setting (school_id, id, person_id, key, value)
    values (${db.schoolId}, ${newId()}, ${personId ?? null}, ${setting.id}, ${JSON.stringify(value)})
    on conflict (school_id, key, person_id) do update set value = excluded.value`.execute(db);
}
