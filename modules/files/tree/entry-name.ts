import { safeFileName } from '#kernel/blobs/file-name.ts';
import { refusals } from '../refusals.ts';

/** Longest name disks of Linux take, in bytes of UTF-8 (NAME_MAX); WebDAV clients keep files under their names. */
const mostBytes = 255;

/**
 * A name somebody gives to a folder or file, made safe for every system (kernel/blobs/file-name.ts) and cut to 255 bytes, the ending kept.
 *
 * @throws `files.name_not_allowed` (422) for a path (`a/b`, `..`) or when nothing of it could be kept
 */
export function givenName(wanted: string): string {
  const trimmed = wanted.trim();
  if (/[/\\]/.test(trimmed) || /^\.*$/.test(trimmed)) throw refusals.nameNotAllowed({ name: trimmed });
  const name = storedName(trimmed);
  if (name === 'file' && !/file/i.test(trimmed)) throw refusals.nameNotAllowed({ name: '' });
  return name;
}

/** A name from outside (an upload) that is made to fit whatever it is. */
export function storedName(wanted: string): string {
  return cut(safeFileName(wanted), '');
}

/** The name with a number before its ending: "Blatt (2).pdf", at most 255 bytes. */
export function numberedName(name: string, number: number): string {
  return cut(name, ` (${number})`);
}

function cut(name: string, addition: string): string {
  const ending = /\.[^. ]{1,20}$/.exec(name)?.[0] ?? '';
  const stem = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(`${stem.join('')}${addition}${ending}`) > mostBytes && stem.length > 1) stem.pop();
  return `${stem.join('').trimEnd()}${addition}${ending}`;
}

/**
 * Names under which new entries lie in a folder: those that are taken get a number, in their order, also among themselves.
 *
 * @param taken  names that are there already, in lower case
 */
export function freeNames(wanted: readonly string[], taken: ReadonlySet<string>): string[] {
  const used = new Set(taken);
  return wanted.map((name) => {
    let free = name;
    for (let number = 2; used.has(free.toLowerCase()); number += 1) free = numberedName(name, number);
    used.add(free.toLowerCase());
    return free;
  });
}
