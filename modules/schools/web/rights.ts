import type { Answer } from '#kernel/contract/contract.ts';
import type { rightsContract } from '../contract.ts';

/** Rights and capacities as the page shows them. */
export type Rights = Answer<typeof rightsContract>;
