import { oneRosterFileOf } from './oneroster-tables.ts';
import { RosterFileError } from './problem.ts';
import { schildFileOf } from './schild-file.ts';
import type { RosterFormat } from './snapshot.ts';
import { detectEncoding } from './text-encoding.ts';
import { untisFileOf } from './untis.ts';
import { isZip, type RosterFile } from './unzip.ts';

/** What each file seems to be; null for files that are no roster of any kind (a picture, a read-me). */
interface FileFormat {
  file: RosterFile;
  format: RosterFormat | null;
}

/**
 * Tells the format of opened files by their names and contents.
 *
 * @returns the one format they have together, and the files of it; workbooks and CSV count as one kind (`csv` if there is any CSV)
 * @throws RosterFileError `old_workbook`, `unknown_format`, `mixed_formats`
 */
export function detectFormat(files: readonly RosterFile[]): { format: RosterFormat; used: RosterFile[]; ignored: RosterFile[] } {
  const found = asSets(files.map((file) => ({ file, format: formatOf(file) })));
  const used = found.filter((each) => each.format !== null);
  const formats = new Set(used.map((each) => each.format));
  if (formats.has('csv')) formats.delete('xlsx');
  if (formats.size > 1) throw new RosterFileError(used[0]?.file.name ?? '', 'mixed_formats', { formats: [...formats].join(', ') });
  const [format] = formats;
  if (format === undefined || format === null) throw new RosterFileError(files[0]?.name ?? '', 'unknown_format');
  return {
    format,
    used: used.map((each) => each.file),
    ignored: found.filter((each) => each.format === null).map((each) => each.file),
  };
}

/** Within a set of SchILD or OneRoster every other table belongs to it or is passed over. */
function asSets(found: readonly FileFormat[]): FileFormat[] {
  const kind = (['schild', 'oneroster'] as const).find((each) => found.some(({ format }) => format === each));
  if (kind === undefined) return [...found];
  return found.map(({ file, format }) => ({ file, format: belongs(kind, file) ? kind : format === 'csv' ? null : format }));
}

function belongs(kind: 'schild' | 'oneroster', file: RosterFile): boolean {
  if (kind === 'schild') return /\.dat$/i.test(file.name);
  return oneRosterFileOf(file.name) !== null || /^(manifest|demographics|userProfiles)\.csv$/i.test(file.name);
}

function formatOf(file: RosterFile): RosterFormat | null {
  const { bytes, name } = file;
  if (isZip(bytes)) return 'xlsx';
  // Excel's format before 2007 (an OLE file) cannot be read.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw new RosterFileError(name, 'old_workbook');
  if (/^schueler_ids\.dat$/i.test(name) || schildFileOf(name) !== null) return 'schild';
  const untis = untisFileOf(name);
  if (untis !== null) return untis === 'other' ? null : 'csv';
  const encoding = detectEncoding(bytes);
  // Undecodable bytes in a file that is called a table: the reader says what is wrong with it.
  if (encoding === null) return /\.(csv|txt|tsv)$/i.test(name) ? 'csv' : null;
  const text = new TextDecoder(encoding.startsWith('utf-16') ? encoding : 'utf-8').decode(bytes);
  const start = text.trimStart();
  if (start.startsWith('{')) return jsonFormat(text);
  if (start.startsWith('<')) return /<(\w+:)?enterprise[\s>]/.test(start.slice(0, 5000)) ? 'logineo' : null;
  if (oneRosterFileOf(name) !== null && /^\W*"?sourcedId"?[,;]/i.test(start)) return 'oneroster';
  if (/^(manifest)\.csv$/i.test(name) && /^"?propertyName/i.test(start)) return 'oneroster';
  if (/\.(md|html?|pdf|json|xml)$/i.test(name)) return null;
  return /\.(csv|txt|tsv|dat)$/i.test(name) || /[;,\t|]/.test(start.split('\n', 1)[0] ?? '') ? 'csv' : null;
}

function jsonFormat(text: string): RosterFormat | null {
  if (text.includes('"enmRevision"') || text.includes('"leistungsdaten"')) return 'enm';
  return text.includes('"lernplattformId"') || text.includes('"idsLerngruppen"') ? 'svws' : null;
}
