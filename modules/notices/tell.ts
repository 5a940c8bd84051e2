import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Listener, Module, Notice, NoticeKind } from '#kernel/module/manifest.ts';
import { addresseesOf } from './addressees.ts';
import { noticesChanged } from './events.ts';
import { planDeliveries } from './plan.ts';
import { sendDue } from './send-due.ts';

/** One listener per kind of notice of every module: what the kind tells is written down and planned, in one transaction. */
export function tellingListeners(features: readonly Module[]): Listener[] {
  return features.flatMap((module) =>
    (module.notices ?? []).map(
      (kind): Listener => ({
        event: kind.event,
        name: kind.id,
        limitSeconds: 60,
        run: async (ctx, happened) => {
          if (ctx.school.modulesOff.has(module.id)) return;
          await ctx.write(async (db) => {
            await tell(ctx, db, kind, await kind.tell(ctx, db, happened));
          });
        },
      }),
    ),
  );
}

/**
 * Writes notices down, each once per person, kind and key, and plans by which ways they go out. What was told before is left as it is, so
 * that a listener that runs twice tells nothing twice.
 */
export async function tell(ctx: SchoolCtx, db: Db, kind: NoticeKind, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const addressees = new Map(
    (await addresseesOf(ctx, db, [...new Set(notices.map(({ personId }) => personId))], kind)).map((each) => [each.personId, each]),
  );
  const wanted = notices.filter(({ personId }) => addressees.has(personId)).map((notice) => ({ id: newId(), ...notice }));
  const now = ctx.now();
  const { rows: fresh } = await sql<{
    id: string;
    personId: string;
  }>`insert into notices.notice (school_id, id, person_id, kind, key, title_key, body_key, text_values, path, made_at)
    select ${db.schoolId}, n.id, n."personId", ${kind.id}, n.key, n."titleKey", n."bodyKey", n.values, n.path, ${now}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as n (id uuid, "personId" uuid, key text, "titleKey" text, "bodyKey" text, values jsonb, path text)
    on conflict (school_id, person_id, kind, key) do nothing
    returning id, person_id as "personId"`.execute(db);
  if (fresh.length === 0) return;
  const planned = fresh.flatMap(({ id, personId }) => {
    const to = addressees.get(personId);
    return to === undefined ? [] : planDeliveries(now, to).map((delivery) => ({ id: newId(), noticeId: id, ...delivery }));
  });
  await sql`insert into notices.delivery (school_id, id, notice_id, channel, state, reason, digest, due_at, at)
    select ${db.schoolId}, d.id, d."noticeId", d.channel, d.state, d.reason, d.digest, d."dueAt", ${now}
    from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) as d (id uuid, "noticeId" uuid, channel text, state text, reason text, digest boolean, "dueAt" timestamptz)`.execute(
    db,
  );
  await db.emitAll(
    noticesChanged,
    [...new Set(fresh.map(({ personId }) => personId))].map((personId) => ({ personId })),
  );
  const dues = new Set(planned.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt.getTime()])));
  for (const due of dues) await askToSend(db, new Date(due));
}

/** Asks for what is due to be sent then; many wishes for the same minute are one job. */
async function askToSend(db: Db, at: Date): Promise<void> {
  await db.enqueue(sendDue, {}, { at, key: at.toISOString().slice(0, 16) });
}
