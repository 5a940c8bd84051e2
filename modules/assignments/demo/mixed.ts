import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { attachMany, storeFiles } from '#modules/files/public.ts';
import { smallDocument, smallPicture, smallSound } from './made-files.ts';
import type { DemoTarget } from './plan-work.ts';
import { smallPdf } from './small-pdf.ts';

const patterns = {
  title: 'Muster im Alltag',
  body: '<p>Finde ein Muster und erkläre seine Regel: als Text, Foto, Dokument oder gesprochen.</p>',
  typed: [
    'Unser Zaun: immer zwei lange und eine kurze Latte. Die 30. Latte ist kurz, weil 30 durch 3 teilbar ist.',
    'Die Fliesen im Bad: in jeder Reihe eine dunkle weiter rechts. Nach 6 Reihen fängt es von vorne an.',
    'Beim Häkeln: 1, 3, 6, 10, 15. Es kommt immer eine Masche mehr dazu als vorher.',
  ],
  withFile: 'Siehe Anhang.',
};

/** In one course: work that everybody has handed in, each in another way, and that waits for its teacher. */
export async function insertMixed(ctx: SchoolCtx, db: Db, target: DemoTarget): Promise<void> {
  const at = (days: number, hour: number) => new Date(startOfDay(addDays(dayOf(ctx.now()), days)).getTime() + hour * 3_600_000);
  const id = newId();
  await sql`insert into assignments.assignment (school_id, id, course_id, made_by, title, body, due_at, published_at, created_at, changed_at)
    values (${db.schoolId}, ${id}, ${target.id}, ${target.teacherId}, ${patterns.title}, ${patterns.body}, ${at(-1, 18)}, ${at(-8, 11)}, ${at(-8, 11)}, ${at(-8, 11)})`.execute(
    db,
  );
  await sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen)
    select ${db.schoolId}::uuid, gen_random_uuid(), ${id}::uuid, n.pupil, true, true from unnest(${target.pupilIds}::uuid[]) as n (pupil)`.execute(
    db,
  );
  const lines = ['Muster im Treppenhaus', 'Jede vierte Stufe hat einen hellen Streifen.', 'Regel: Stufe 4, 8, 12, 16 ...'];
  const kinds = [
    { name: 'Foto.png', bytes: smallPicture() },
    { name: 'Muster.pdf', bytes: smallPdf(lines[0] ?? '', lines.slice(1)) },
    { name: 'Muster.docx', bytes: await smallDocument(lines) },
    { name: 'Sprachnotiz.wav', bytes: smallSound() },
  ];
  // every fifth types, the others hand in a file of one kind each
  const handIns = target.pupilIds.map((pupilId, place) => ({ id: newId(), pupilId, kind: place % 5, place }));
  const rows = handIns.map(({ kind, place, ...row }) => ({
    ...row,
    text: kind === 4 ? patterns.typed[Math.floor(place / 5) % patterns.typed.length] : patterns.withFile,
  }));
  await sql`insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
    select ${db.schoolId}::uuid, n.id, ${id}::uuid, n."pupilId", 1, true, n.text, ${at(-2, 16)}::timestamptz, false
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "pupilId" uuid, text text)`.execute(db);
  const of = (kind: number) => handIns.filter((each) => each.kind === kind);
  const stored = await storeFiles(
    ctx,
    db,
    kinds.map((file, kind) => ({ ...file, ownerIds: of(kind).map(({ pupilId }) => pupilId) })),
  );
  await attachMany(
    db,
    'assignments',
    stored.flatMap((fileIds, kind) => of(kind).flatMap((handIn, place) => ({ subjectId: handIn.id, fileId: fileIds[place] ?? '' }))),
  );
}
