import type { Answer } from '#kernel/contract/contract.ts';
import type { assessmentContract } from '../answer/contract.ts';
import type { taskContract } from '../hand-in/contract.ts';
import type { assignmentContract } from '../set/contract.ts';

/** A piece of work as its teachers see it. */
export type Work = Answer<typeof assignmentContract>;

/** A piece of work as its pupil sees it. */
export type Task = Answer<typeof taskContract>;

/** How a piece of work is assessed: its rubric, its marks. */
export type Assessment = Answer<typeof assessmentContract>;
