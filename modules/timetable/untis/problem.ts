/**
 * Every problem Untis' files can have and everything an import says about them. `error`: nothing is applied. `warning`: somebody should look.
 * Texts: `import.problems` of the module.
 */
export const severities = {
  no_files: 'error',
  unknown_file: 'error',
  file_twice: 'error',
  undecodable: 'error',
  file_empty: 'error',
  quotes_broken: 'error',
  quotes_repaired: 'warning',
  too_many_rows: 'error',
  row_length: 'error',
  row_says_nothing: 'warning',
  number_invalid: 'error',
  weekday_unknown: 'error',
  period_invalid: 'error',
  period_outside_grid: 'error',
  date_invalid: 'error',
  dates_elsewhere: 'warning',
  short_name_missing: 'error',
  short_name_twice: 'warning',
  too_long: 'error',
  capacity_invalid: 'warning',
  weeks_unknown: 'warning',
  weeks_by_number: 'warning',
  not_together: 'warning',
  no_times: 'warning',
  grid_made: 'warning',
  classes_left: 'warning',
  class_unknown: 'warning',
  class_unsure: 'warning',
  teacher_unknown: 'warning',
  teacher_unsure: 'warning',
  course_unknown: 'warning',
  course_unsure: 'warning',
  more_problems: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;

export type ProblemCode = keyof typeof severities;
export type ProblemValues = Record<string, string | number>;

/** One thing at its place. */
export interface UntisProblem {
  file: string;
  /** Line of the file, counted from 1; null: the file as a whole. */
  row: number | null;
  /** Number of the column, counted from 1, with its name: `6 (Tag)`; null: the row as a whole. */
  column: string | null;
  code: ProblemCode;
  severity: 'error' | 'warning';
  values: ProblemValues;
}

/** Collects what is wrong. */
export type Report = (
  place: { file: string; row?: number | null; column?: string | null },
  code: ProblemCode,
  values?: ProblemValues,
) => void;

const mostProblems = 1_000;

/** A new, empty list. Keeps the first thousand problems and counts the rest. */
export function problemsOf(): { report: Report; all: () => UntisProblem[] } {
  const kept: UntisProblem[] = [];
  let leftOut = 0;
  let errorLeftOut = false;
  return {
    report({ file, row = null, column = null }, code, values = {}) {
      const severity = severities[code];
      if (kept.length < mostProblems) kept.push({ file, row, column, code, severity, values });
      else {
        leftOut += 1;
        errorLeftOut ||= severity === 'error';
      }
    },
    all() {
      if (leftOut === 0) return kept;
      const severity = errorLeftOut ? 'error' : 'warning';
      return [...kept, { file: '', row: null, column: null, code: 'more_problems', severity, values: { count: leftOut } }];
    },
  };
}
