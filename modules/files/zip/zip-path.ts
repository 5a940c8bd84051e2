import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { refusals } from '../refusals.ts';
import { storedName } from '../tree/entry-name.ts';

/** What systems put beside files for themselves. */
const systemName = /^(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i;

/**
 * The name of an entry as its maker wrote it. Without the flag for UTF-8 it should be CP437; macOS writes UTF-8 all the same, which is told by the bytes:
 * German letters in CP437 are never UTF-8.
 */
export function writtenName(entry: Pick<Entry, 'generalPurposeBitFlag' | 'fileNameRaw' | 'extraFields'>): string {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  return getFileNameLowLevel(isUtf8(raw) ? flags | 0x800 : flags, raw, extraFields, false);
}

/**
 * The way to a file below the folder into which an archive is unpacked: folders and a name, each safe on every system (device names, signs Windows forbids and
 * names too long are made to fit). Empty for what systems put there for themselves.
 *
 * @throws `files.zip_entry_refused` (422) with the `name` for a way out of that folder: `..`, an absolute path, a drive, a zero byte
 */
export function safeWay(written: string): string[] {
  const path = written.replaceAll('\\', '/');
  const parts = path.split('/');
  if (path.includes('\0') || path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..'))
    throw refusals.zipEntryRefused({ name: shown(written) });
  const way = parts.filter((part) => part !== '' && part !== '.');
  return way.some((part) => systemName.test(part)) ? [] : way.map(storedName);
}

/** A name as a message can carry it. */
export function shown(written: string): string {
  return written.replace(/\p{Cc}/gu, '\u{FFFD}').slice(0, 200);
}
