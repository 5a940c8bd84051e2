import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { attachMany, storeFiles } from '#modules/files/public.ts';
import type { DemoTarget } from './plan-work.ts';
import { smallPdf } from './small-pdf.ts';

const filledIn = {
  title: 'Arbeitsblatt: Brüche im Alltag',
  body: '<p>Öffne dein eigenes Exemplar, schreib darauf und gib es ab.</p>',
  name: 'Brüche im Alltag.pdf',
};

/** In one course: a worksheet of which every pupil gets a copy of their own when they open the work; nobody has yet. */
export async function insertWorksheet(ctx: SchoolCtx, db: Db, target: DemoTarget): Promise<void> {
  const sheet = smallPdf(filledIn.title, [
    '1)  Eine Pizza hat 8 Stücke. Du isst 3. Welcher Bruch ist das?',
    '2)  Kürze: 6/8 = ____      10/15 = ____',
    '3)  Wo begegnen dir heute Brüche? Nenne zwei Beispiele.',
  ]);
  const [[fileId = ''] = []] = await storeFiles(ctx, db, [{ name: filledIn.name, bytes: sheet, ownerIds: [target.teacherId] }]);
  const id = newId();
  const at = (days: number, hour: number) => new Date(startOfDay(addDays(dayOf(ctx.now()), days)).getTime() + hour * 3_600_000);
  const publishedAt = at(-1, 12);
  await sql`insert into assignments.assignment (school_id, id, course_id, made_by, title, body, due_at, published_at, created_at, changed_at, hand_in_kinds, worksheet_ids)
    values (${db.schoolId}, ${id}, ${target.id}, ${target.teacherId}, ${filledIn.title}, ${filledIn.body}, ${at(6, 18)}, ${publishedAt}, ${publishedAt}, ${publishedAt},
      '{files}', ${[fileId]}::uuid[])`.execute(db);
  await attachMany(db, 'assignments', [{ subjectId: id, fileId }]);
}
