import type { ColumnMapping } from './column-mapping.ts';
import type { Separator } from './separator.ts';
import type { RosterFormat } from './snapshot.ts';
import type { TextEncoding } from './text-encoding.ts';

/** A free table as found, for the page on which a person says what its columns mean. */
export interface DetectedTable {
  file: string;
  sheet: string | null;
  encoding: TextEncoding | null;
  separator: Separator | null;
  /** In the order of the file. A `dropped` column holds a special category, marks or passwords: it cannot be mapped or shown. */
  columns: { name: string; dropped: boolean }[];
  /** The first rows (at most `limits.sampleRows`); cells of dropped columns are empty. */
  sample: string[][];
  rows: number;
  /** The mapping that was used: a given one, a preset, or a guess of that confidence (0 to 1; below 0.5 a person must choose). */
  mapping: ColumnMapping;
  confidence: number;
  preset: string | null;
}

/** What `readRoster` found out about the files by itself. */
export interface DetectedRoster {
  format: RosterFormat | null;
  files: { name: string; sizeBytes: number }[];
  /** For CSV and XLSX, else empty. */
  tables: DetectedTable[];
  /** The fields of this format that were thrown away while reading, as it names them (`droppedFields`). */
  dropped: readonly string[];
}
