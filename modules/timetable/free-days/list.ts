import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { schoolYearOn, schoolYears } from '#modules/schools/public.ts';
import type { FreeSpan, freeDaysContract } from './contract.ts';

interface Row extends FreeSpan {
  removed_at: Date | null;
}

/** Free days that touch a school year, in order of their first day. Two statements, whatever the length. Who may not change any sees none that were taken away. */
export async function listFreeDays(ctx: Ctx, query: Query<typeof freeDaysContract>): Promise<Answer<typeof freeDaysContract>> {
  const removed = query.show === 'removed' && ctx.caller.permissions.has('timetable.edit_free_days');
  if (query.show === 'removed' && !removed) return { items: [], next: null };
  return ctx.read(async (db) => {
    const year =
      query.schoolYear === undefined
        ? await schoolYearOn(db, dayOf(ctx.now()))
        : (await schoolYears(db, query.schoolYear, query.schoolYear))[0];
    if (year === undefined) return { items: [], next: null };
    const spans = sql<Row>`(select f.id, f.kind, f.name, f.name_en as "nameEn", f.first_day as "firstDay", f.last_day as "lastDay", f.removed_at,
        f.source is not null as imported, f.corrected
      from timetable.free_span f
      where f.school_id = ${db.schoolId} and f.first_day <= ${year.lastDay}::date and f.last_day >= ${year.firstDay}::date
        and (f.removed_at is not null) = ${removed})`;
    const page = await paged(
      db.selectFrom(spans.as('f')).selectAll(),
      [
        { column: 'f.firstDay', type: 'date', of: ({ firstDay }) => firstDay },
        { column: 'f.id', type: 'uuid', of: ({ id }) => id },
      ],
      query,
    );
    return { ...page, items: page.items.map(({ removed_at: _, ...span }) => span) };
  });
}
