/**
 * What is in a ZIP, told by the names of its first entries: a library sees it only when the whole file is there.
 *
 * @param head  the first bytes of a file that begins as a ZIP does (local file headers, APPNOTE.TXT section 4.3.7)
 * @returns the type of an Office or OpenDocument file or of an e-book; 'application/vnd.openxmlformats' when it is an Office file but the head does
 *   not say which; 'application/zip' otherwise
 */
export function zipType(head: Uint8Array): string {
  const names: string[] = [];
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 0; at + 30 <= head.length; at++) {
    if (view.getUint32(at, true) !== 0x04034b50) continue;
    const nameStart = at + 30;
    const name = new TextDecoder().decode(head.subarray(nameStart, nameStart + view.getUint16(at + 26, true)));
    names.push(name);
    // OpenDocument and EPUB say it first, stored and not packed, for exactly this purpose (OpenDocument 1.3 part 2, section 3.3).
    if (names.length === 1 && name === 'mimetype') {
      const type = mimetypeEntry(head.subarray(nameStart + name.length + view.getUint16(at + 28, true)));
      if (type) return type;
    }
  }

  const isOffice = names.some((name) => name === '[Content_Types].xml' || name === '_rels/.rels');
  if (!isOffice) return names.some((name) => name === 'META-INF/MANIFEST.MF') ? 'application/java-archive' : 'application/zip';
  const folder = names.map((name) => name.split('/')[0] ?? '').find((start) => officeFolders.has(start));
  return officeFolders.get(folder ?? '') ?? 'application/vnd.openxmlformats';
}

const office = 'application/vnd.openxmlformats-officedocument';
const officeFolders = new Map([
  ['word', `${office}.wordprocessingml.document`],
  ['xl', `${office}.spreadsheetml.sheet`],
  ['ppt', `${office}.presentationml.presentation`],
]);

function mimetypeEntry(content: Uint8Array): string | null {
  const text = new TextDecoder('latin1').decode(content.subarray(0, 100));
  return /^application\/(?:vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)/.exec(text)?.[0] ?? null;
}
