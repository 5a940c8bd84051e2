/** Something wrong in a file, at its place; `code` and `values` are a text under `holidays.problem`. */
export interface HolidayProblem {
  file: string;
  /** Counted from 1, as editors do; null: the file as a whole. */
  row: number | null;
  column: string | null;
  code: string;
  values: Record<string, string | number>;
}

/** Collects what is wrong in one file. */
export type Report = (row: number | null, column: string | null, code: string, values?: Record<string, string | number>) => void;
