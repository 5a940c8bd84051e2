import type { Answer } from '#kernel/contract/contract.ts';
import type { importContract } from '../contract.ts';

/** One import as the server shows it. */
export type Shown = Answer<typeof importContract>;

export const stepWords = ['files', 'detected', 'questions', 'difference', 'done'] as const;

/** Below this a mapping is a guess that a human must look at. */
const sureConfidence = 0.5;

/** Where an import stands: the step that waits for somebody. */
export function stepOf(shown: Shown): number {
  if (shown.appliedAt !== null) return 4;
  if (shown.state === 'open' || shown.state === 'failed') return 0;
  if (shown.state === 'reading') return 1;
  if (hasErrors(shown) || needsMapping(shown)) return 1;
  return (shown.counts?.unsure ?? 0) > 0 ? 2 : 3;
}

/** Whether something in the files hinders going on. */
export function hasErrors({ problems, counts }: Shown): boolean {
  return counts === null || problems.some(({ severity }) => severity === 'error');
}

/** Whether a human must say what the columns mean, because nothing tells. */
export function needsMapping({ mappings, tables }: Shown): boolean {
  return mappings === null && tables.some(({ confidence }) => confidence < sureConfidence);
}
