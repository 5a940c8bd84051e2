import iconv from 'iconv-lite';
import { RosterFileError } from './problem.ts';

export const textEncodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/**
 * Finds the encoding of a text file by all of its bytes, never by a part of them.
 *
 * A byte order mark decides; else the file is UTF-8 if the whole of it is valid; else one of the two 8-bit encodings of German school
 * programs. These two differ in eight characters and in 0x80–0x9F, which only Windows-1252 uses; the differing bytes are letters in
 * ISO-8859-15 (Š š Ž ž Œ œ Ÿ) and signs in Windows-1252 (¦ ¨ ´ ¸ ¼ ½ ¾), so one that touches a letter decides.
 * (Statistical detection was tried: for German lists it names ISO-8859-1 with a quarter of confidence whatever the encoding is.)
 *
 * @returns null if the bytes are no text (NUL bytes without a byte order mark)
 */
export function detectEncoding(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return null;
  if (isUtf8(bytes)) return 'utf-8';
  return looksLikeLatin9(bytes) ? 'iso-8859-15' : 'windows-1252';
}

/**
 * The text of a file, without its byte order mark.
 *
 * @param encoding  as chosen by a person; without it, as detected
 * @throws RosterFileError `undecodable` if the bytes are no text, or not in that encoding; with the line where that is known
 */
export function decodeText(file: string, bytes: Uint8Array, encoding?: TextEncoding): { text: string; encoding: TextEncoding } {
  const found = encoding ?? detectEncoding(bytes);
  if (found === null) throw new RosterFileError(file, 'undecodable', {}, lineOfByte(bytes, bytes.indexOf(0)));
  if (found.startsWith('utf-8')) {
    if (!isUtf8(bytes)) throw new RosterFileError(file, 'undecodable', {}, lineOfByte(bytes, firstNonUtf8(bytes)));
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: found };
  }
  if (found.startsWith('utf-16') && bytes.length % 2 !== 0) throw new RosterFileError(file, 'undecodable');
  return { text: iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), found), encoding: found };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Index of the first byte that no UTF-8 text can have there; by bisection over decodable beginnings. */
function firstNonUtf8(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    // A beginning that is cut within a character is still good, so it is decoded as part of a stream.
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function lineOfByte(bytes: Uint8Array, index: number): number {
  let line = 1;
  for (let i = 0; i < index; i += 1) if (bytes[i] === 0x0a) line += 1;
  return line;
}

const latin9Letters = new Set([0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);

function looksLikeLatin9(bytes: Uint8Array): boolean {
  let found = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80 && byte <= 0x9f) return false;
    if (found || !latin9Letters.has(byte)) continue;
    const before = isLetter(bytes[i - 1]);
    const after = isLetter(bytes[i + 1]);
    // 0xB4 inside a word is an acute accent used as apostrophe (D´Angelo) in Windows-1252; at the start of a word it is Ž.
    found = byte === 0xb4 ? !before && after : before || after;
  }
  return found;
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7);
}
