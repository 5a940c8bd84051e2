import type { Say } from '#kernel/texts/texts.ts';
import { columnFields } from '../formats/column-mapping.ts';
import type { RosterProblem } from '../formats/problem.ts';
import type { PlanNote } from '../plan/notes.ts';

/** A problem of the files or of the comparison, without its words. */
export interface SeenProblem {
  file: string;
  line: number | null;
  column: string | null;
  code: string;
  severity: 'error' | 'warning';
  data: Record<string, string | number>;
}

/** Problems of the reading and notes of the comparison in one list, errors first. */
export function allProblems(problems: readonly RosterProblem[], notes: readonly PlanNote[]): SeenProblem[] {
  const all: SeenProblem[] = [...problems, ...notes.slice(0, 200).map((note) => ({ ...note, severity: 'warning' as const }))];
  return all.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

/** A problem in words. */
export function sayProblem(say: Say, language: 'de' | 'en', { code, data }: SeenProblem): string {
  // fields of a table are named as the page names them
  const field = columnFields.find((known) => known === data['field']);
  return say(language, `roster:problems.${code}`, field === undefined ? data : { ...data, field: say(language, `roster:fields.${field}`) });
}
