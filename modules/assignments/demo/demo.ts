import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { attachMany, storeFiles } from '#modules/files/public.ts';
import { insertAnnotations } from './annotations.ts';
import { insertFeedback } from './feedback.ts';
import { insertAnswers, insertDrafts, insertHandIns, insertRecipients, insertWork } from './insert.ts';
import { insertMixed } from './mixed.ts';
import { planProgress } from './plan-progress.ts';
import { type DemoTarget, planWork } from './plan-work.ts';
import { smallPdf } from './small-pdf.ts';
import { insertTogether, meetingCourse } from './together.ts';
import { insertWorksheet } from './worksheet.ts';

/** Work in every state in all courses, and one piece per class: drafts, running, to answer, given back; with hand-ins, files and answers. */
export async function demo(ctx: SchoolCtx, db: Db, random: DemoRandom): Promise<void> {
  const targets = await findTargets(db, dayOf(ctx.now()));
  const work = planWork(targets, ctx.now(), random);
  await insertWork(db, work);
  const progress = planProgress(work, ctx.now(), random);
  await insertRecipients(db, progress.recipients);
  await insertHandIns(db, progress.handIns);
  await insertDrafts(db, progress.drafts);
  await insertAnswers(db, progress.answers);

  // one worksheet for all teachers and one solution per kind for some pupils: the content lies in the store once each
  const withSheet = work.filter((piece) => piece.hasSheet);
  const withFile = progress.handIns.filter((handIn) => handIn.hasFile);
  const sheet = smallPdf('Arbeitsblatt', [
    'Name: ______________________   Klasse: ______',
    '',
    '1)  Lies die Aufgabe zweimal.',
    '2)  Schreibe jeden Schritt auf.',
    '3)  Prüfe dein Ergebnis.',
  ]);
  const calculated = smallPdf('Meine Lösung', [
    '1)  Ich habe die Aufgabe gelesen.',
    '2)  Rechnung: 3x + 5 - x + 2 = 2x + 7',
    '3)  Probe: x = 1 ergibt 9.',
  ]);
  const written = smallPdf('Meine Abgabe', [
    '1)  Ich habe die Aufgabe zweimal gelesen.',
    '2)  Jeder Schritt steht in meinem Heft.',
    '3)  Das Ergebnis habe ich geprüft.',
  ]);
  const inNumbers = withFile.filter(({ subject }) => subject === 'M');
  const inWords = withFile.filter(({ subject }) => subject !== 'M');
  const [sheets = [], solutions = [], texts = []] = await storeFiles(ctx, db, [
    { name: 'Arbeitsblatt.pdf', bytes: sheet, ownerIds: withSheet.map(({ teacherId }) => teacherId) },
    { name: 'Lösung.pdf', bytes: calculated, ownerIds: inNumbers.map(({ pupilId }) => pupilId) },
    { name: 'Abgabe.pdf', bytes: written, ownerIds: inWords.map(({ pupilId }) => pupilId) },
  ]);
  await attachMany(db, 'assignments', [
    ...withSheet.map(({ id }, place) => ({ subjectId: id, fileId: sheets[place] ?? '' })),
    ...inNumbers.map(({ id }, place) => ({ subjectId: id, fileId: solutions[place] ?? '' })),
    ...inWords.map(({ id }, place) => ({ subjectId: id, fileId: texts[place] ?? '' })),
  ]);
  await insertFeedback(db, work, progress.answers, random);
  const course = await meetingCourse(db, targets);
  if (course !== undefined) {
    await insertTogether(db, course, ctx.now(), random);
    await insertWorksheet(ctx, db, course);
    await insertMixed(ctx, db, course);
  }
  await insertAnnotations(db, progress.answers, new Map(inNumbers.map(({ id }, place) => [id, solutions[place] ?? ''])));
}

/** Courses with who leads them, and classes with their teacher; pupils in the order of their names, so that a seed gives the same each time. */
async function findTargets(db: Db, day: string): Promise<DemoTarget[]> {
  const { rows } = await sql<DemoTarget>`select 'course' as kind, c.id, c.subject,
      (select t.person_id from courses.pub_teacher t where t.school_id = c.school_id and t.course_id = c.id and t.part in ('leads', 'co_teaches') order by t.part desc, t.person_id limit 1) as "teacherId",
      array(select m.person_id from courses.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id
        where m.school_id = c.school_id and m.course_id = c.id order by p.sort_name, p.id) as "pupilIds"
    from courses.pub_course c where c.school_id = ${db.schoolId} and c.ended_on is null and not c.sensitive order by c.name, c.id`.execute(
    db,
  );
  const classes = await sql<DemoTarget>`select 'group' as kind, g.id, null as subject,
      (select m.person_id from groups.pub_member m where m.school_id = g.school_id and m.group_id = g.id and m.part = 'class_teacher' order by m.person_id limit 1) as "teacherId",
      array(select m.person_id from groups.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id
        where m.school_id = g.school_id and m.group_id = g.id and m.part = 'member' order by p.sort_name, p.id) as "pupilIds"
    from groups.pub_group g where g.school_id = ${db.schoolId} and g.kind = 'class' and (g.ended_on is null or g.ended_on >= ${day}::date) order by g.name, g.id`.execute(
    db,
  );
  return [...rows, ...classes.rows].filter(({ teacherId, pupilIds }) => teacherId !== null && pupilIds.length > 0);
}
