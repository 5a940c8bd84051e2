import { limits } from './limits.ts';

/**
 * Every problem a reader can report, with its severity. Texts in German and English: `problems.de.json`, `problems.en.json`.
 * `error`: something of the file is not in the snapshot (a row left out, a file not read), so it must not be applied.
 * `warning`: all of it is in the snapshot, but somebody should look.
 */
export const problemSeverities = {
  no_files: 'error',
  unknown_format: 'error',
  old_workbook: 'error',
  mixed_formats: 'error',
  one_file_only: 'error',
  file_ignored: 'warning',
  file_missing: 'error',
  file_too_large: 'error',
  archive_broken: 'error',
  archive_encrypted: 'error',
  archive_too_many_files: 'error',
  undecodable: 'error',
  wrong_characters: 'error',
  double_encoded: 'warning',
  json_broken: 'error',
  json_wrong_shape: 'error',
  xml_broken: 'error',
  xml_doctype: 'error',
  xml_wrong_root: 'error',
  too_deep: 'error',
  workbook_broken: 'error',
  sheet_ignored: 'warning',
  file_empty: 'error',
  too_many_rows: 'error',
  too_many_columns: 'error',
  quotes_broken: 'error',
  quotes_repaired: 'warning',
  row_length: 'error',
  header_wrong: 'error',
  header_duplicate: 'warning',
  column_missing: 'error',
  column_absent: 'warning',
  several_schools: 'error',
  name_empty: 'error',
  control_character: 'error',
  unusual_character: 'warning',
  too_long: 'error',
  source_id_missing: 'error',
  source_id_duplicate: 'error',
  row_duplicate: 'warning',
  namesakes_same_birthday: 'error',
  namesakes_unclear: 'warning',
  guardian_unclear: 'warning',
  birth_date_impossible: 'error',
  gender_unknown: 'warning',
  role_unknown: 'error',
  status_unknown: 'error',
  email_invalid: 'warning',
  class_unknown: 'error',
  class_unknown_near: 'error',
  class_not_listed: 'warning',
  class_not_listed_near: 'warning',
  class_with_one_pupil: 'warning',
  class_missing: 'warning',
  teacher_unknown: 'warning',
  course_unknown: 'error',
  person_unknown: 'error',
  group_unknown: 'error',
  child_unknown: 'error',
  child_ambiguous: 'error',
  more_problems: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;

export type RosterProblemCode = keyof typeof problemSeverities;
export type RosterProblemData = Record<string, string | number>;

/**
 * One thing that is wrong, at its place. `line` counts from 1 and is null where there are no lines (JSON, whole files); `column` is
 * the name of the column or field, its number where it has no name, or a JSON path. The text for people is made from `code` and `data`.
 */
export interface RosterProblem {
  file: string;
  line: number | null;
  column: string | null;
  code: RosterProblemCode;
  severity: 'error' | 'warning';
  data: RosterProblemData;
}

export interface ProblemPlace {
  file: string;
  line?: number | null;
  path?: string | null;
}

/** Collects problems in the order found. Keeps the first `limits.problems` of them and counts the rest. */
export interface ProblemList {
  add(place: ProblemPlace, column: string | null, code: RosterProblemCode, data?: RosterProblemData): void;
  /** All problems kept, and one `more_problems` (an error if one of those left out was) when some were left out. */
  all(): RosterProblem[];
}

/** A new, empty list. */
export function problemList(): ProblemList {
  const kept: RosterProblem[] = [];
  let leftOut = 0;
  let leftOutErrors = 0;
  return {
    add(place, column, code, data = {}) {
      const severity = problemSeverities[code];
      if (kept.length >= limits.problems) {
        leftOut += 1;
        if (severity === 'error') leftOutErrors += 1;
        return;
      }
      const path = place.path ? (column ? `${place.path}.${column}` : place.path) : column;
      kept.push({ file: place.file, line: place.line ?? null, column: path, code, severity, data });
    },
    all() {
      if (leftOut === 0) return kept;
      const severity = leftOutErrors > 0 ? 'error' : 'warning';
      return [...kept, { file: '', line: null, column: null, code: 'more_problems', severity, data: { count: leftOut } }];
    },
  };
}

/** Thrown inside the readers when a file cannot be read at all; `readRoster` turns it into an empty reading with this problem. */
export class RosterFileError extends Error {
  readonly file: string;
  readonly code: RosterProblemCode;
  readonly line: number | null;
  readonly column: string | null;
  readonly data: RosterProblemData;

  constructor(
    file: string,
    code: RosterProblemCode,
    data: RosterProblemData = {},
    line: number | null = null,
    column: string | null = null,
  ) {
    super(`${file}: ${code}`);
    this.file = file;
    this.code = code;
    this.data = data;
    this.line = line;
    this.column = column;
  }
}
