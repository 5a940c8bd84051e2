import { parse } from 'csv-parse/sync';
import { type ProblemList, RosterFileError } from './problem.ts';
import { detectSeparator, type Separator } from './separator.ts';
import { makeTable, type RosterRow, type RosterTable } from './table.ts';
import { decodeText, type TextEncoding } from './text-encoding.ts';
import type { RosterFile } from './unzip.ts';

/**
 * Reads a table from text with separators (RFC 4180 with any of `;` `,` tab `|`); encoding and separator are detected unless given.
 *
 * Programs that do not double the quotes inside a cell exist ("StR"" in a teacher list of Kurs42). Where the file breaks the rules, each
 * line is read by itself and a quote only ends a cell before a separator or the end of the line; that is reported once
 * (`quotes_repaired`). A line that still does not fit is reported (`quotes_broken`) and left out.
 *
 * @throws RosterFileError `undecodable`, `file_empty`, `too_many_rows`, `too_many_columns`
 */
export function readCsv(file: RosterFile, problems: ProblemList, given: CsvWish = {}): RosterTable {
  const { records, ...source } = readRecords(file, problems, given);
  return makeTable(source, records, problems);
}

/** What is said about a file beforehand; the rest is detected. */
export interface CsvWish {
  encoding?: TextEncoding;
  separator?: Separator;
}

/**
 * The records of such a file as they stand there, whatever the first one is.
 *
 * @throws RosterFileError `undecodable`, `file_empty`
 */
export function readRecords(
  file: RosterFile,
  problems: ProblemList,
  given: CsvWish = {},
): Omit<RosterTable, 'headers' | 'rows'> & { records: RosterRow[] } {
  const { text, encoding } = decodeText(file.name, file.bytes, given.encoding);
  if (text.trim() === '') throw new RosterFileError(file.name, 'file_empty');
  const separator = given.separator ?? detectSeparator(text);
  const records = parseStrictly(text, separator) ?? parseLineByLine(file.name, text, separator, problems);
  return { file: file.name, sheet: null, encoding, separator, records };
}

/** By the rules of RFC 4180; null if the text breaks them, or if a cell over several lines has the wrong number of cells beside it. */
function parseStrictly(text: string, separator: Separator): RosterRow[] | null {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // with `info` every row comes with its line; csv-parse's types do not say so
    records = parse(text, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as unknown as typeof records;
  } catch {
    return null;
  }
  const width = records[0]?.record.length;
  const rows: RosterRow[] = [];
  let line = 1;
  for (const { record, info } of records) {
    if (info.lines > line && record.length !== width) return null;
    rows.push({ line, cells: record });
    line = info.lines + 1;
  }
  return rows;
}

function parseLineByLine(file: string, text: string, separator: Separator, problems: ProblemList): RosterRow[] {
  const rows: RosterRow[] = [];
  let width: number | null = null;
  let repaired = 0;
  let firstRepaired = 0;
  text.split(/\r\n|\n|\r/).forEach((content, index) => {
    if (content.trim() === '') return;
    const line = index + 1;
    const strict = parseStrictly(content, separator)?.[0]?.cells;
    const cells = strict !== undefined && (width === null || strict.length === width) ? strict : splitLeniently(content, separator);
    if (cells === null || (width !== null && cells.length !== width && cells !== strict)) {
      problems.add({ file, line }, null, 'quotes_broken');
      return;
    }
    if (cells !== strict) {
      repaired += 1;
      if (firstRepaired === 0) firstRepaired = line;
    }
    width ??= cells.length;
    rows.push({ line, cells });
  });
  if (repaired > 0) problems.add({ file, line: firstRepaired }, null, 'quotes_repaired', { count: repaired });
  return rows;
}

/** A quote opens a cell only at its start and closes it only before a separator or the end; null if a quoted cell never ends. */
function splitLeniently(line: string, separator: Separator): string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      while (end !== -1 && end + 1 < line.length && line[end + 1] !== separator) end = line.indexOf('"', end + 1);
      if (end === -1) return null;
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const end = line.indexOf(separator, at);
      cells.push(line.slice(at, end === -1 ? line.length : end));
      at = end === -1 ? line.length + 1 : end + 1;
    }
  }
  return cells;
}
