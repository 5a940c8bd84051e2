import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Privacy } from '#kernel/privacy/privacy.ts';
import { keepDays } from './tidy.ts';

/** What notices keeps about people. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'notices.notice.person_id',
      why: { de: 'Wer etwas mitgeteilt bekam, und ob es hinausging.', en: 'Who was told something, and whether it went out.' },
      keep: { days: keepDays, after: 'made' },
    },
    {
      column: 'notices.choice.person_id',
      why: { de: 'Wie die Person benachrichtigt werden will.', en: 'How the person wants to be told.' },
      keep: { days: 0, after: 'left' },
    },
    {
      column: 'notices.subscription.person_id',
      why: { de: 'Geräte, auf denen die Person Meldungen haben will.', en: 'Devices on which the person wants push.' },
      keep: { days: 0, after: 'left' },
    },
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string }>`select n.id, n.kind, n.text_values as values, n.path, n.made_at, n.read_at,
        (select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason, 'at', d.at)), '[]') from notices.delivery d
          where d.school_id = n.school_id and d.notice_id = n.id) as deliveries
      from notices.notice n where n.school_id = ${db.schoolId} and n.person_id = ${personId} and n.id > ${after} order by n.id limit 500`.execute(
      db,
    );
    for (const { id: _, ...value } of rows) yield { part: 'notices', value };
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const { rows: choices } =
    await sql`select kind, mail, push from notices.choice where school_id = ${db.schoolId} and person_id = ${personId} order by kind`.execute(
      db,
    );
  for (const value of choices) yield { part: 'choices', value };
  const { rows: devices } =
    await sql`select endpoint, made_at from notices.subscription where school_id = ${db.schoolId} and person_id = ${personId} order by made_at`.execute(
      db,
    );
  for (const value of devices) yield { part: 'push-devices', value };
}

async function erasePerson(db: Db, personId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['notice', 'choice', 'subscription']) {
    const gone =
      await sql`delete from ${sql.table(`notices.${table}`)} where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    counts[`notices.${table}.person_id`] = Number(gone.numAffectedRows ?? 0n);
  }
  return counts;
}
