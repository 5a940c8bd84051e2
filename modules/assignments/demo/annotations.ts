import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Annotation, Stroke } from '../annotate/contract.ts';
import type { Progress } from './plan-progress.ts';

/** A line under words, as a hand draws it: not quite straight, lighter towards its end. */
function underline(from: number, to: number, y: number): Stroke['points'] {
  const steps = 24;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const done = step / steps;
    return [from + (to - from) * done, y + Math.sin(done * 5) * 0.0015, 0.65 - done * 0.3];
  });
}

/** What a teacher notes on the made-up solution in mathematics (demo.ts): its three lines lie at these heights of the page. */
const [first, second, third] = [0.11, 0.134, 0.158];
const onSolution: Annotation[] = [
  { kind: 'stamp', id: 'demo00000001', colour: 'red', size: 's', stamp: 'right', x: 0.47, y: first },
  {
    kind: 'highlighter',
    id: 'demo00000002',
    colour: 'amber',
    size: 's',
    points: [
      [0.38, second, 0.5],
      [0.455, second, 0.5],
    ],
  },
  { kind: 'stamp', id: 'demo00000003', colour: 'red', size: 's', stamp: 'right', x: 0.53, y: second },
  { kind: 'pen', id: 'demo00000004', colour: 'red', size: 's', points: underline(0.13, 0.34, third + 0.011) },
  { kind: 'text', id: 'demo00000005', colour: 'red', size: 's', x: 0.42, y: third - 0.008, text: 'Prüfe auch noch x = 2.' },
  { kind: 'stamp', id: 'demo00000006', colour: 'green', size: 'm', stamp: 'smile', x: 0.86, y: 0.1 },
];

/**
 * Annotations on what was handed in as a file in mathematics and was given back.
 *
 * @param solutions  hand-in → its file
 */
export async function insertAnnotations(db: Db, answers: Progress['answers'], solutions: ReadonlyMap<string, string>): Promise<void> {
  const rows = answers.flatMap(({ id, handInId, givenBackAt }) => {
    const fileId = solutions.get(handInId);
    return fileId === undefined || givenBackAt === null ? [] : [{ id: newId(), answerId: id, fileId }];
  });
  const content = JSON.stringify(onSolution);
  await sql`insert into assignments.annotation_page (school_id, id, answer_id, file_id, page, annotations, given_annotations, revision)
    select ${db.schoolId}::uuid, n.id, n."answerId", n."fileId", 1, ${content}::jsonb, ${content}::jsonb, 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "answerId" uuid, "fileId" uuid)`.execute(db);
}
