import { fileTypeFromBuffer } from 'file-type';
import { textType } from './text-type.ts';
import { zipType } from './zip-type.ts';

/** Bytes of which nobody can say what they are. */
export const unknownType = 'application/octet-stream';

/**
 * What the bytes really are, whatever the name or the browser says.
 *
 * @param head  the first bytes of the file, best `headBytes` of them, as `BlobStore.put` returns them
 * @returns a media type; `application/octet-stream` when nothing is known. An old Office file (doc, xls, ppt) is `application/x-cfb`
 */
export async function contentType(head: Uint8Array): Promise<string> {
  if (head.length === 0) return 'text/plain';
  if (isZip(head)) return zipType(head);
  // Text first: what begins as text and holds no control characters is never one of the binary types, but for PDF, RTF and PostScript.
  const text = textType(head);
  const found = await fileTypeFromBuffer(head).catch(() => undefined); // it throws on files that end in the middle of a structure
  if (text !== null) return found && textLike.has(found.mime) ? found.mime : text;
  return found?.mime ?? unknownType;
}

const textLike = new Set(['application/pdf', 'application/rtf', 'application/postscript']);

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}
