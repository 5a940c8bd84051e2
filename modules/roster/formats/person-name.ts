import { limits } from './limits.ts';

export type NameFault = 'name_empty' | 'control_character' | 'too_long' | 'wrong_characters';

export type CheckedName =
  | { ok: true; name: string; unusual: string | null; doubleEncoded: boolean }
  | { ok: false; fault: NameFault; character: string };

// Letters of DIN 91379 (Latin with its combining marks, and its Greek and Cyrillic extension) and its signs for names of persons (N1).
const usual = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M} '(),\-.`~¨´·ʹʺʻʼʽʾʿˈˌ’‘‡]$/u;
// Controls, invisible formatting characters (they reverse or hide text), line and paragraph separators, private use, unassigned.
const forbidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
// A UTF-8 file that was read as Windows-1252 and saved again: "MÃ¼ller".
const twice = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Å[\u0080-\u00bf¾½¡]/u;

/**
 * A person's name as we keep it: NFC, trimmed, blanks single. "von", double names, apostrophes and all letters of DIN 91379 stay.
 *
 * Refused: empty, with control or invisible characters (also U+FFFD, which says that the file was read in the wrong encoding), longer
 * than `limits.nameLength` characters. Characters outside DIN 91379 are kept and named in `unusual`.
 */
export function checkName(raw: string): CheckedName {
  const name = raw
    .replace(/[\u00a0\u2007\u202f]/gu, ' ')
    .normalize('NFC')
    .trim()
    .replace(/ {2,}/gu, ' ');
  const control = forbidden.exec(name);
  if (control) return { ok: false, fault: 'control_character', character: codePoint(control[0]) };
  if (name.includes('\ufffd')) return { ok: false, fault: 'wrong_characters', character: 'U+FFFD' };
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, fault: 'name_empty', character: '' };
  if (name.length > limits.nameLength) return { ok: false, fault: 'too_long', character: '' };
  const unusual = [...name].find((character) => !usual.test(character)) ?? null;
  return { ok: true, name, unusual, doubleEncoded: twice.test(name) };
}

/** Text that is no person's name (class, course, id): NFC, trimmed, blanks single; null if empty. `forbidden` names a refused character. */
export function cleanText(raw: string): { text: string | null; forbidden: string | null } {
  const text = raw
    .replace(/[\u00a0\u2007\u202f\t]/gu, ' ')
    .normalize('NFC')
    .trim()
    .replace(/ {2,}/gu, ' ');
  const control = forbidden.exec(text) ?? /\ufffd/u.exec(text);
  return { text: text === '' ? null : text, forbidden: control ? codePoint(control[0]) : null };
}

/** For comparing names of persons: case, accents as written apart or together, hyphen and blank do not count. */
export function nameMatchKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\-‐–]+/gu, ' ')
    .trim();
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
