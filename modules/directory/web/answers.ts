import type { Answer } from '#kernel/contract/contract.ts';
import type { groupContract, personContract } from '../contract.ts';
import type { GroupPart } from './words.ts';

/** The answers that the parts of a page share. */
export type PersonAnswer = Answer<typeof personContract>;

export type GroupAnswer = Answer<typeof groupContract>;

/** A person in the group with all their parts: a representative is one row, not two. */
export type MemberRow = GroupAnswer['members'][number] & { parts: readonly GroupPart[] };
