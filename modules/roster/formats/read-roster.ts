import type { ColumnMapping } from './column-mapping.ts';
import { detectFormat } from './detect-format.ts';
import type { DetectedRoster, DetectedTable } from './detected.ts';
import { droppedFields } from './dropped-fields.ts';
import { readLogineo } from './logineo.ts';
import { readOneRoster } from './oneroster.ts';
import { openFiles } from './open-files.ts';
import { type ProblemList, problemList, RosterFileError, type RosterProblem } from './problem.ts';
import { readTables } from './read-tables.ts';
import { readSchild } from './schild.ts';
import type { RosterFormat, RosterSnapshot } from './snapshot.ts';
import { readSvwsSchool } from './svws-school.ts';
import type { RosterFile } from './unzip.ts';

export interface ReadRosterOptions {
  format: RosterFormat | 'auto';
  /** For CSV and XLSX; of several, each table takes the one that fits best. Without: presets, then a guess by the names of the columns. */
  mapping?: ColumnMapping | readonly ColumnMapping[] | undefined;
  /** For CSV and XLSX: a person says whether the files list everybody. `as_usual`: as the mapping, preset or guess says. Unsaid: as the given mapping says, and never by a guess or a recognised preset. */
  complete?: boolean | 'as_usual' | undefined;
  /** 'YYYY-MM-DD'; birth dates after it are refused. */
  today?: string | undefined;
  /** The classes the school has now; tables that name others get a warning with what was probably meant. */
  knownClasses?: readonly string[] | undefined;
  /** Key for hashing teachers' ids of a LOGINEO export; a secret of the installation, the same for every reading. */
  idSecret?: string | undefined;
  onProgress?: ((progress: RosterReadingProgress) => void) | undefined;
}

/** `done` of `total` steps of reading; they are announced in this order. */
export interface RosterReadingProgress {
  step: 'open' | 'detect' | 'read' | 'done';
  done: number;
  total: number;
}

export interface RosterReading {
  /** Null if a file could not be read at all. With errors among the problems it is incomplete and must not be applied. */
  snapshot: RosterSnapshot | null;
  problems: RosterProblem[];
  detected: DetectedRoster;
}

/**
 * Reads uploaded files into one snapshot. It decides nothing, stores nothing and knows nothing of the school; the same files give the
 * same snapshot. Whatever is wrong with the files is a problem with its place, never an exception.
 *
 * @param files  as uploaded, in memory; gzip and zip are unpacked
 * @param options.format  `auto` detects it by names and contents
 */
export async function readRoster(files: readonly RosterFile[], options: ReadRosterOptions): Promise<RosterReading> {
  const problems = problemList();
  const detected: DetectedRoster = {
    format: null,
    files: files.map(({ name, bytes }) => ({ name, sizeBytes: bytes.byteLength })),
    tables: [],
    dropped: [],
  };
  const progress = (step: RosterReadingProgress['step'], done: number) => options.onProgress?.({ step, done, total: 3 });
  try {
    progress('open', 0);
    const opened = await openFiles(files);
    progress('detect', 1);
    const { format, used } = chooseFormat(opened, options.format, problems);
    detected.format = format;
    detected.dropped = droppedFields[format];
    progress('read', 2);
    const { snapshot, tables } = await readFormat(format, used, options, problems);
    detected.tables = tables;
    progress('done', 3);
    return { snapshot, problems: problems.all(), detected };
  } catch (fault) {
    if (!(fault instanceof RosterFileError)) throw fault;
    problems.add({ file: fault.file, line: fault.line }, fault.column, fault.code, fault.data);
    return { snapshot: null, problems: problems.all(), detected };
  }
}

function chooseFormat(
  files: readonly RosterFile[],
  wanted: RosterFormat | 'auto',
  problems: ProblemList,
): { format: RosterFormat; used: RosterFile[] } {
  if (wanted !== 'auto') return { format: wanted, used: [...files] };
  const { format, used, ignored } = detectFormat(files);
  for (const file of ignored) problems.add({ file: file.name }, null, 'file_ignored', { name: file.name });
  return { format, used };
}

async function readFormat(
  format: RosterFormat,
  files: readonly RosterFile[],
  options: ReadRosterOptions,
  problems: ProblemList,
): Promise<{ snapshot: RosterSnapshot | null; tables: DetectedTable[] }> {
  if (format === 'csv' || format === 'xlsx') return readTables(format, files, options, problems);
  if (format === 'schild') return { snapshot: readSchild(files, problems, options), tables: [] };
  if (format === 'oneroster') return { snapshot: readOneRoster(files, problems, options), tables: [] };
  const [file, second] = files;
  if (file === undefined) throw new RosterFileError('', 'no_files');
  // One export is one file: two of them would be two statements about the school.
  if (second !== undefined) throw new RosterFileError(second.name, 'one_file_only', { format });
  return {
    snapshot: format === 'logineo' ? readLogineo(file, problems, options) : readSvwsSchool(format, file, problems, options),
    tables: [],
  };
}
