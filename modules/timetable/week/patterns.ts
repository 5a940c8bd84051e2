import { type RawBuilder, sql } from 'kysely';
import type { Or } from '#kernel/db/prepared.ts';
import type { Content, Pattern } from '../lessons/pattern.ts';

/** A pattern in somebody's plan, before it is known what takes place in it (contents.ts). */
export interface PatternRow extends Omit<Pattern, keyof Content | 'anchor'>, Pick<Content, 'kind' | 'title'> {
  /** The pupil or teacher it is the plan of; null for plans of classes and rooms. */
  ofId: string | null;
  /** For whose sake sensitive courses and groups open; null: for nobody's. */
  ownId: string | null;
}

/** What part of a timetable is asked for; days are 'YYYY-MM-DD'. All of one calendar week. */
export interface Stretch {
  schoolId: Or<string>;
  firstDay: Or<string>;
  lastDay: Or<string>;
  week: Or<number>;
  /** 1 Monday … 7 Sunday, inclusive. */
  firstWeekday: Or<number>;
  lastWeekday: Or<number>;
}

/**
 * A query for all patterns that take place in a stretch.
 *
 * @param reach     a query for (pattern_id, of_id, own_id, valid_from, valid_to): whose it is, and for whose sake sensitive things open
 * @param teaching  lessons only, as pupils and guardians see it
 */
export function patternRows(reach: RawBuilder<unknown>, at: Stretch, teaching: boolean): RawBuilder<PatternRow> {
  const { schoolId: school } = at;
  return sql<PatternRow>`select r.of_id as "ofId", r.own_id as "ownId", p.id, p.kind, p.title, p.grid_id as "gridId", p.weekday, p.weeks,
      p.first_period as "firstPeriod", p.last_period as "lastPeriod", to_char(a.starts, 'HH24:MI') as starts, to_char(z.ends, 'HH24:MI') as ends,
      greatest(p.valid_from, r.valid_from)::text as "validFrom", least(p.valid_to, r.valid_to)::text as "validTo"
    from (${reach}) r
    join timetable.pattern p on p.school_id = ${school} and p.id = r.pattern_id and p.valid_from <= ${at.lastDay}::date
      and p.valid_to >= ${at.firstDay}::date and p.weekday between ${at.firstWeekday} and ${at.lastWeekday}
      and (p.weeks is null or ${at.week}::smallint = any(p.weeks)) ${teaching ? sql`and p.kind = 'lesson'` : sql``}
    join timetable.period a on a.school_id = ${school} and a.grid_id = p.grid_id and a.number = p.first_period
    join timetable.period z on z.school_id = ${school} and z.grid_id = p.grid_id and z.number = p.last_period`;
}

/** Whether a row's days (inclusive, open where null) and a stretch have a day in common. `alias` is a literal of this program. */
export function overlaps(alias: 'm' | 'u' | 'r', firstDay: Or<string>, lastDay: Or<string>): RawBuilder<unknown> {
  const row = sql.raw(alias);
  return sql`(${row}.valid_from is null or ${row}.valid_from <= ${lastDay}::date) and (${row}.valid_to is null or ${row}.valid_to >= ${firstDay}::date)`;
}
