import { limits } from './limits.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { decodeText } from './text-encoding.ts';
import type { RosterFile } from './unzip.ts';

/** An object of a JSON file whose fields are read one by one, and the path at which it stands ("schueler[12]"). */
export interface JsonRecord {
  path: string;
  /** The first of these fields that is a filled text or a number, as trimmed text; '' if there is none. */
  text(...fields: string[]): string;
  /** The ids (numbers or texts) in the first of these fields that is a list, as texts. */
  ids(...fields: string[]): string[];
  /** The objects in a list; a missing list is empty, other things in it are reported. */
  list(field: string): JsonRecord[];
  /** The object in a field, or null. */
  child(field: string): JsonRecord | null;
  /** Whether a field holds a list. */
  isList(field: string): boolean;
}

/**
 * Reads a JSON file whose top is an object.
 *
 * @throws RosterFileError `undecodable`, `json_broken` (with line and column where the parser knows them), `too_deep`, `json_wrong_shape`
 */
export function readJson(file: RosterFile, problems: ProblemList): JsonRecord {
  const { text } = decodeText(file.name, file.bytes);
  refuseDeep(file.name, text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    const at = /line (\d+) column (\d+)/.exec(String(fault));
    const position = at ? { line: Number(at[1]), column: Number(at[2]) } : endOf(text);
    throw new RosterFileError(file.name, 'json_broken', {}, position.line, String(position.column));
  }
  if (!isObject(value)) throw new RosterFileError(file.name, 'json_wrong_shape', { field: '' });
  return record(value, '', file.name, problems);
}

function record(value: Record<string, unknown>, path: string, file: string, problems: ProblemList): JsonRecord {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  return {
    path,
    text(...fields) {
      for (const field of fields) {
        const found = value[field];
        if (typeof found === 'string' && found.trim() !== '') return found.trim();
        if (typeof found === 'number') return String(found);
      }
      return '';
    },
    ids(...fields) {
      const found = fields.map((field) => value[field]).find(Array.isArray);
      return (found ?? []).flatMap((id: unknown) => (typeof id === 'number' || typeof id === 'string' ? [String(id).trim()] : []));
    },
    list(field) {
      const found = value[field];
      if (!Array.isArray(found)) return [];
      return found.flatMap((entry: unknown, index) => {
        const entryPath = `${at(field)}[${index}]`;
        if (isObject(entry)) return [record(entry, entryPath, file, problems)];
        problems.add({ file, line: null, path: entryPath }, null, 'json_wrong_shape', { field: entryPath });
        return [];
      });
    },
    child(field) {
      const found = value[field];
      return isObject(found) ? record(found, at(field), file, problems) : null;
    },
    isList: (field) => Array.isArray(value[field]),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Counts brackets outside of texts: deep nesting is refused before anything is built of it. */
function refuseDeep(file: string, text: string): void {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (inText) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limits.depth) throw new RosterFileError(file, 'too_deep', { limit: limits.depth }, lineAt(text, i));
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** A cut file ends too early, and the parser gives no position for that: it is the end. */
function endOf(text: string): { line: number; column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
