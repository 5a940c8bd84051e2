import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import { prepared } from '#kernel/db/prepared.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { listContract } from './contract.ts';
import { noticesChanged } from './events.ts';
import { titleOfModule } from './module-titles.ts';
import { moduleOf, wordsOf } from './words.ts';

type Delivery = Answer<typeof listContract>['items'][number]['deliveries'][number];

/** The caller's own notices, newest first, with what became of them outside the app; one statement. */
export async function listNotices(ctx: Ctx, query: Query<typeof listContract>): Promise<Answer<typeof listContract>> {
  return ctx.read(async (db) => {
    const { items, next } = await paged(
      db
        .selectFrom('notices.notice as n')
        .where('n.school_id', '=', db.schoolId)
        .where('n.person_id', '=', ctx.caller.personId)
        .where('n.read_at', query.state === 'unread' ? 'is' : 'is not', null)
        .select(['n.id', 'n.kind', 'n.title_key', 'n.body_key', 'n.text_values', 'n.path', 'n.made_at'])
        .select([
          sql<string>`to_char(n.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('place'),
          sql<Delivery[]>`(select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
              'at', to_char(coalesce(d.due_at, d.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by d.channel), '[]')
            from notices.delivery d where d.school_id = n.school_id and d.notice_id = n.id)`.as('deliveries'),
        ]),
      [
        { column: 'n.made_at', type: 'timestamptz', of: (row) => row.place },
        { column: 'n.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    const addressing = ctx.caller.context === 'pupil' ? 'du' : 'sie';
    return {
      items: items.map((row) => {
        const stored = {
          kind: row.kind,
          titleKey: row.title_key,
          bodyKey: row.body_key,
          // written as a record of texts and numbers
          values: row.text_values as Record<string, string | number>,
        };
        const words = wordsOf(ctx, stored, ctx.language, addressing);
        return {
          id: row.id,
          area: titleOfModule(moduleOf(row.kind), ctx.language),
          ...words,
          path: row.path,
          madeAt: row.made_at.toISOString(),
          deliveries: row.deliveries,
        };
      }),
      next,
    };
  });
}

/** Marks the caller's notices as read: those named, or all. Other people's ids change nothing. */
export async function markRead(ctx: Ctx, ids: readonly string[] | undefined): Promise<{ unread: number }> {
  return ctx.write(async (db) => {
    const changed =
      await sql`update notices.notice set read_at = ${ctx.now()} where school_id = ${db.schoolId} and person_id = ${ctx.caller.personId}
      and read_at is null and (${ids === undefined} or id = any(${ids ?? []}::uuid[]))`.execute(db);
    if ((changed.numAffectedRows ?? 0n) > 0n) await db.emit(noticesChanged, { personId: ctx.caller.personId });
    return { unread: await countUnread(db, ctx.caller.personId) };
  });
}

/** How many notices a person has not read yet; more than 99 are counted as 100. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const [unread] = await unreadOf(db, { schoolId: db.schoolId, personId });
  return unread?.count ?? 0;
}

const unreadOf = prepared<{ schoolId: string; personId: string }, { count: number }>(
  ['schoolId', 'personId'],
  ({ schoolId, personId }) => sql`select count(*) as count from (select from notices.notice
    where school_id = ${schoolId} and person_id = ${personId} and read_at is null limit 100) as unread`,
);
