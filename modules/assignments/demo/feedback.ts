import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { marksOf } from '../marks/contract.ts';
import type { Criterion } from '../rubrics/contract.ts';
import type { Progress } from './plan-progress.ts';
import type { DemoWork } from './plan-work.ts';

const words = ['noch nicht zu sehen', 'in Ansätzen', 'weitgehend', 'sicher und vollständig'];
const levels = words.map((word, points) => ({ points, words: word }));
const templates: Record<string, { title: string; criteria: Criterion[] }> = {
  M: {
    title: 'Rechnen und begründen',
    criteria: ['Rechenweg', 'Ergebnis', 'Begründung'].map((title) => ({ title, weight: 1, levels })),
  },
  D: {
    title: 'Einen Text schreiben',
    criteria: [
      { title: 'Inhalt', weight: 2, levels },
      { title: 'Aufbau', weight: 1, levels },
      { title: 'Sprache', weight: 1, levels },
    ],
  },
};
const comments = [
  'Klammer beachten.',
  'Sauber gearbeitet.',
  'Bitte den Rechenweg aufschreiben.',
  'Lies die Aufgabe noch einmal genau.',
  'Schön begründet.',
];
const meaning = 'Lernstand vor der Klassenarbeit';
/** Of the work with a rubric: how much is marked too. */
const markedShare = 0.25;

/** Rubrics in mathematics and German, filled in where something is answered; some marks; comments at hand for everybody who answers. */
export async function insertFeedback(db: Db, work: readonly DemoWork[], answers: Progress['answers'], random: DemoRandom): Promise<void> {
  const teachers = [...new Set(work.map(({ teacherId }) => teacherId))];
  const kept = teachers.flatMap((ownerId) => comments.map((text) => ({ id: newId(), ownerId, text, used: random.int(0, 20) })));
  await sql`insert into assignments.comment (school_id, id, owner_id, text, used) select ${db.schoolId}::uuid, n.id, n."ownerId", n.text, n.used
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as n (id uuid, "ownerId" uuid, text text, used int)`.execute(db);

  const withRubric = work.flatMap((piece) => {
    const template = templates[piece.target.subject ?? ''];
    if (template === undefined || !['to_answer', 'given_back'].includes(piece.stage)) return [];
    return [{ assignmentId: piece.id, madeBy: piece.teacherId, ...template, isMarked: random.next() < markedShare }];
  });
  const own = new Map(withRubric.map(({ madeBy, title, criteria }) => [`${madeBy} ${title}`, { id: newId(), madeBy, title, criteria }]));
  await sql`insert into assignments.rubric (school_id, id, made_by, title, criteria, shared) select ${db.schoolId}::uuid, n.id, n."madeBy", n.title, n.criteria, false
    from jsonb_to_recordset(${JSON.stringify([...own.values()])}::jsonb) as n (id uuid, "madeBy" uuid, title text, criteria jsonb)`.execute(
    db,
  );
  await sql`insert into assignments.work_rubric (school_id, assignment_id, title, criteria) select ${db.schoolId}::uuid, n."assignmentId", n.title, n.criteria
    from jsonb_to_recordset(${JSON.stringify(withRubric)}::jsonb) as n ("assignmentId" uuid, title text, criteria jsonb)`.execute(db);
  const marked = withRubric.filter(({ isMarked }) => isMarked);
  await sql`insert into assignments.mark_scheme (school_id, assignment_id, kind, meaning) select ${db.schoolId}::uuid, n."assignmentId", 'grade', ${meaning}
    from jsonb_to_recordset(${JSON.stringify(marked)}::jsonb) as n ("assignmentId" uuid)`.execute(db);

  const ofWork = new Map(withRubric.map((piece) => [piece.assignmentId, piece]));
  const grades = marksOf('grade').slice(1, 12);
  const filled = answers.flatMap(({ id, assignmentId }) => {
    const piece = ofWork.get(assignmentId);
    if (piece === undefined) return [];
    const rubric = piece.criteria.map(() => random.int(1, 3));
    return [{ id, rubric, mark: piece.isMarked ? random.pick(grades) : null }];
  });
  await sql`update assignments.answer a set rubric = n.rubric, mark = n.mark,
      given_rubric = case when a.given_back_at is not null then n.rubric end, given_mark = case when a.given_back_at is not null then n.mark end
    from jsonb_to_recordset(${JSON.stringify(filled)}::jsonb) as n (id uuid, rubric jsonb, mark text) where a.school_id = ${db.schoolId} and a.id = n.id`.execute(
    db,
  );
}
