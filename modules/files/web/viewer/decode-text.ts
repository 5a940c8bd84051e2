/**
 * Bytes of a text as lines: UTF-8, UTF-16 with a byte order mark, or else Windows-1252, in which old programs of schools write.
 *
 * @param bytes  from the beginning of the file; the end may be cut within a character
 */
export function textLines(bytes: Uint8Array): string[] {
  return decodeText(bytes).split(/\r\n|\r|\n/);
}

/** The same in one piece. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes, { stream: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes, { stream: true });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
