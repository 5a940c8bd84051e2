import { sql } from 'kysely';
import { nobody } from '#kernel/audit/trail.ts';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons } from './privacy.ts';

/** What the kernel itself holds about people: who acted, what they set for themselves, answers kept for repeats. */
export const kernelPrivacy: HoldsPersons = {
  columns: [
    {
      column: 'kernel.audit.actor_id',
      why: {
        de: 'Wer eine Verwaltungshandlung vorgenommen hat, muss nachvollziehbar bleiben.',
        en: 'Who did an administrative act must stay traceable.',
      },
      keep: { days: null, after: 'made' },
    },
    {
      column: 'kernel.school_setting.person_id',
      why: { de: 'Was die Person für sich eingestellt hat.', en: 'What the person has set for themselves.' },
      keep: { days: 0, after: 'left' },
    },
    {
      column: 'kernel.idempotency.person_id',
      why: { de: 'Damit eine doppelt gesendete Anfrage nur einmal wirkt.', en: 'So that a request sent twice takes effect once.' },
      keep: { days: 1, after: 'made' },
    },
  ],
  exportPerson: exportFromKernel,
  erasePerson: eraseFromKernel,
};

async function* exportFromKernel(db: Db, personId: string): AsyncGenerator<{ part: string; value: unknown }> {
  const { rows: settings } = await sql<{ key: string; value: unknown }>`select key, value from kernel.school_setting
    where school_id = ${db.schoolId} and person_id = ${personId} order by key`.execute(db);
  for (const value of settings) yield { part: 'settings', value };
  let after = nobody;
  for (;;) {
    const { rows } = await sql<{
      id: string;
    }>`select id, at, act, case when actor_id = ${personId} then 'acted' else 'concerned' end as "as", data
      from kernel.audit where school_id = ${db.schoolId} and (actor_id = ${personId} or subject_id = ${personId}) and id > ${after}
      order by id limit 500`.execute(db);
    for (const { id: _, ...value } of rows) yield { part: 'acts', value };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Acts stay, the person goes out of them. Ids in the values of acts go as well. */
async function eraseFromKernel(db: Db, personId: string): Promise<Record<string, number>> {
  const count = (done: { numAffectedRows?: bigint | undefined }) => Number(done.numAffectedRows ?? 0n);
  const actors =
    await sql`update kernel.audit set actor_id = ${nobody} where school_id = ${db.schoolId} and actor_id = ${personId}`.execute(db);
  const subjects =
    await sql`update kernel.audit set subject_id = ${nobody} where school_id = ${db.schoolId} and subject_id = ${personId}`.execute(db);
  const values = await sql`update kernel.audit set data = replace(data::text, ${personId}, ${nobody})::jsonb
    where school_id = ${db.schoolId} and position(${personId}::text in data::text) > 0`.execute(db);
  const settings = await sql`delete from kernel.school_setting where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  const answers = await sql`delete from kernel.idempotency where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  return {
    'kernel.audit.actor_id': count(actors),
    'kernel.audit.subject_id': count(subjects),
    'kernel.audit.data': count(values),
    'kernel.school_setting.person_id': count(settings),
    'kernel.idempotency.person_id': count(answers),
  };
}
