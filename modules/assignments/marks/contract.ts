import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Line, Nullable, OneOf } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** How work is marked: 1 to 6 with + and −, points 15 to 0 (upper years), or percent. */
export const MarkKind = OneOf(['grade', 'points', 'percent']);
export type MarkKind = Static<typeof MarkKind>;

/** 1+ to 6; a 6 has no tendency. The place from the end is the number of points: 1+ is 15, 6 is 0. */
const grades: readonly string[] = [...[1, 2, 3, 4, 5].flatMap((grade) => [`${grade}+`, `${grade}`, `${grade}-`]), '6'];

/** Every mark of a kind, best first. */
export function marksOf(kind: MarkKind): readonly string[] {
  if (kind === 'grade') return grades;
  const most = kind === 'points' ? 15 : 100;
  return Array.from({ length: most + 1 }, (_, place) => String(most - place));
}

/** Whether a mark is one of its kind: `2-`, `11`, `87`. */
export function isMark(kind: MarkKind, mark: string): boolean {
  return marksOf(kind).includes(mark);
}

/** Points 15 to 0 of a grade or of points, null for percent: there is no one rule for that. */
export function pointsOfMark(kind: MarkKind, mark: string): number | null {
  if (kind === 'percent' || !isMark(kind, mark)) return null;
  return kind === 'points' ? Number(mark) : grades.length - 1 - grades.indexOf(mark);
}

/** As one writes it in print: `2−` with a minus, `87 %`. */
export function printedMark(kind: MarkKind, mark: string): string {
  if (kind === 'percent') return `${mark} %`;
  return mark.replace('-', '−');
}

/** How a piece of work is marked and what a mark stands for. */
export const MarkScheme = T.Object({ kind: MarkKind, meaning: Line(120) });
export type MarkScheme = Static<typeof MarkScheme>;

/** Switches marks of a piece of work on, changes what they stand for, or switches them off (null). */
export const markSchemeContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/marks',
  summary: 'How a piece of work is marked and what a mark stands for; null: no marks.',
  params: T.Object(assignmentId),
  body: T.Object({ marks: Nullable(MarkScheme) }),
  answer: T.Object({}),
  refusals: ['assignments.marks_given'],
});

/** Somebody's mark, as the program the roster came from finds them. */
const ExportedMark = T.Object({
  sourceId: Nullable(T.String({ description: 'of the pupil in that program' })),
  lastName: T.String(),
  firstName: T.String(),
  mark: Nullable(T.String({ description: 'as `isMark` knows it; null: none was given' })),
});
export type ExportedMark = Static<typeof ExportedMark>;

/** For the file of the school office's program, which is filled in on the teacher's own device (enm.ts). */
export const exportedMarksContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/marks',
  summary: 'The marks of one piece of work, with the ids of the program the roster came from.',
  params: T.Object(assignmentId),
  answer: T.Object({
    kind: MarkKind,
    courseSourceId: Nullable(T.String()),
    marks: T.Array(ExportedMark),
  }),
});
