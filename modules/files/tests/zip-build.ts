import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';

/** What lies in a made-up archive: content by name, or a content with a Unix mode. */
type Content = Record<string, string | Buffer | { content: string; mode: number }>;

/** A zip of these files, stored as they are unless `compress`; a name that ends with a slash is a folder. */
export async function aZip(content: Content, compress = false): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, value] of Object.entries(content)) {
    if (name.endsWith('/')) zip.addEmptyDirectory(name);
    else if (typeof value === 'string' || Buffer.isBuffer(value)) zip.addBuffer(Buffer.from(value), name, { compress });
    else zip.addBuffer(Buffer.from(value.content), name, { mode: value.mode, compress });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** The same bytes with every occurrence of some replaced by as many others. */
export function patched(bytes: Buffer, from: string, to: string | Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const into = Buffer.from(to);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + into.length)) into.copy(copy, at);
  return copy;
}

/** The same zip with bits of the flags of every entry set or taken away (APPNOTE.TXT 4.4.4). */
export function flagged(bytes: Buffer, change: (flags: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (const [signature, offset] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (let at = copy.indexOf(signature, 0, 'latin1'); at >= 0; at = copy.indexOf(signature, at + 4, 'latin1'))
      copy.writeUInt16LE(change(copy.readUInt16LE(at + offset)), at + offset);
  return copy;
}

/** What lies in a zip: content by path; its names are UTF-8 and say so. */
export async function contentsOfZip(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    if ((entry.generalPurposeBitFlag & 0x800) === 0) throw new Error(`${entry.fileName} does not say that it is UTF-8`);
    const chunks: Buffer[] = [];
    if (!entry.fileName.endsWith('/')) for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    found[entry.fileName] = Buffer.concat(chunks).toString();
  }
  return found;
}
