import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';

/** Made up for the demo: kind, names, first and last day; `+` is in the second calendar year of the school year. */
const usual = [
  ['school_holidays', 'Herbstferien', 'Autumn holidays', '10-12', '10-24'],
  ['movable', 'Ausgleich für das Schulfest', 'Day off after the school fête', '11-13', '11-13'],
  ['school_holidays', 'Weihnachtsferien', 'Christmas holidays', '12-22', '+01-05'],
  ['movable', 'Rosenmontag', 'Carnival Monday', '+02-08', '+02-08'],
  ['school_holidays', 'Osterferien', 'Easter holidays', '+03-22', '+04-03'],
  ['other', 'Studientag des Kollegiums', 'Training day of the staff', '+05-14', '+05-14'],
  ['school_holidays', 'Sommerferien', 'Summer holidays', '+07-12', '+08-24'],
] as const;

/** Free days of the present school year and the next, at every demo school. */
export async function seedFreeDays(ctx: SchoolCtx, db: Db): Promise<void> {
  const present = schoolYearOf(dayOf(ctx.now()));
  const spans = [present, present + 1].flatMap((year) => {
    const day = (text: string) => (text.startsWith('+') ? `${year + 1}-${text.slice(1)}` : `${year}-${text}`);
    return usual.map(([kind, name, nameEn, first, last]) => ({
      id: newId(),
      kind,
      name,
      name_en: nameEn,
      first_day: day(first),
      last_day: day(last),
    }));
  });
  await sql`insert into timetable.free_span (school_id, id, kind, name, name_en, first_day, last_day)
    select ${db.schoolId}, s.id, s.kind, s.name, s.name_en, s.first_day, s.last_day
    from jsonb_to_recordset(${JSON.stringify(spans)}) as s(id uuid, kind text, name text, name_en text, first_day date, last_day date)`.execute(
    db,
  );
}
