import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** One step of a criterion: what it is worth and what that means in words. */
export const Level = T.Object({
  points: T.Number({ minimum: 0, maximum: 100, multipleOf: 0.5 }),
  words: T.String({ maxLength: 300 }),
});

/** One row of a rubric. Its points are multiplied by the weight. */
export const Criterion = T.Object({
  title: Line(200),
  weight: T.Integer({ minimum: 1, maximum: 10 }),
  levels: T.Array(Level, { minItems: 2, maxItems: 8 }),
});
export type Criterion = Static<typeof Criterion>;

/** All rows of a rubric. */
export const Criteria = T.Array(Criterion, { minItems: 1, maxItems: 20 });

/** The level chosen for each criterion, by place; null where none is chosen yet. */
export const Chosen = T.Array(Nullable(T.Integer({ minimum: 0, maximum: 7 })), { maxItems: 20 });
export type Chosen = Static<typeof Chosen>;

/** Whether every choice is a level that is there, one place per criterion. */
export function fits(criteria: readonly Criterion[], chosen: Chosen): boolean {
  return (
    chosen.length === criteria.length && chosen.every((level, place) => level === null || level < (criteria[place]?.levels.length ?? 0))
  );
}

/** Points reached by what is chosen so far, and the most there are; both weighted. */
export function pointsOf(criteria: readonly Criterion[], chosen: Chosen): { reached: number; most: number } {
  let [reached, most] = [0, 0];
  criteria.forEach(({ weight, levels }, place) => {
    const level = chosen[place];
    if (level !== null && level !== undefined) reached += weight * (levels[level]?.points ?? 0);
    most += weight * Math.max(...levels.map(({ points }) => points));
  });
  return { reached, most };
}

const rubricId = { rubricId: Id };
const Words = { title: Line(200), criteria: Criteria };

/** A rubric in the list: the caller's own, or one a colleague shares. */
export const RubricRow = T.Object({
  id: Id,
  title: T.String(),
  criteria: T.Integer({ description: 'number of criteria' }),
  points: T.Number({ description: 'the most there are' }),
  shared: T.Boolean(),
  own: T.Boolean(),
  madeBy: Nullable(T.String({ description: 'of a colleague; null for one’s own, or when that person is gone' })),
});
export type RubricRow = Static<typeof RubricRow>;

export const rubricListContract = contract({
  method: 'GET',
  path: '/assignments/rubrics',
  summary: 'The caller’s own rubrics and those colleagues share, by title.',
  query: T.Object(pageQuery),
  answer: PageOf(RubricRow),
});

export const rubricContract = contract({
  method: 'GET',
  path: '/assignments/rubrics/:rubricId',
  summary: 'One rubric, of one’s own or shared.',
  params: T.Object(rubricId),
  answer: T.Object({ id: Id, ...Words, shared: T.Boolean(), own: T.Boolean(), revision: T.Integer() }),
});

export const createRubricContract = contract({
  method: 'POST',
  path: '/assignments/rubrics',
  summary: 'Keeps a new rubric.',
  body: T.Object({ ...Words, shared: T.Boolean() }),
  answer: T.Object(rubricId),
});

/** Changes one’s own rubric. Work that uses it already has a copy of its own, which stays as it is. */
export const saveRubricContract = contract({
  method: 'PUT',
  path: '/assignments/rubrics/:rubricId',
  summary: 'Changes one’s own rubric; work that uses it keeps what it has.',
  params: T.Object(rubricId),
  body: T.Object({ ...Words, shared: T.Boolean(), revision: T.Integer() }),
  answer: T.Object({ revision: T.Integer() }),
  refusals: ['assignments.changed_meanwhile'],
});

export const deleteRubricContract = contract({
  method: 'DELETE',
  path: '/assignments/rubrics/:rubricId',
  summary: 'Deletes one’s own rubric; work that uses it keeps its copy.',
  params: T.Object(rubricId),
  answer: T.Object({}),
});

export const copyRubricContract = contract({
  method: 'POST',
  path: '/assignments/rubrics/:rubricId/copies',
  summary: 'Makes a copy of one’s own of a rubric, also of a colleague’s.',
  params: T.Object(rubricId),
  answer: T.Object(rubricId),
});

/** Gives a piece of work a rubric: a copy as it is at this moment. Without `rubricId` the one that is there stays; null takes it away. */
export const attachRubricContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/rubric',
  summary: 'Gives a piece of work a copy of a rubric, or takes it away.',
  params: T.Object(assignmentId),
  body: T.Object({
    rubricId: T.Optional(Nullable(Id)),
    shownAhead: T.Boolean({ description: 'pupils see the criteria with the task' }),
  }),
  answer: T.Object({}),
  refusals: ['assignments.rubric_in_use'],
});
