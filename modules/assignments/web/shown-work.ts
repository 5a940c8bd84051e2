import type { Answer } from '#kernel/contract/contract.ts';
import type { assignmentContract, taskContract } from '../contract.ts';

/** A piece of work as its teachers see it. */
export type Work = Answer<typeof assignmentContract>;

/** A piece of work as its pupil sees it. */
export type Task = Answer<typeof taskContract>;
