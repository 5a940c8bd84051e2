import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A program that stands where LibreOffice is looked for, and what it was called with. */
export interface FakeOffice {
  /** The arguments of each call, one line per call. */
  calls(): string[];
  /** Takes it away; no other is looked for. */
  remove(): void;
}

/**
 * Puts a shell script in the place of LibreOffice. In it `$out` is the PDF it should write.
 *
 * @param script  what it does; by default it writes a PDF
 */
export function fakeOffice(script = 'printf "%%PDF-1.4\\n%%%%EOF\\n" > "$out"'): FakeOffice {
  const folder = mkdtempSync(join(tmpdir(), 'fake-office-'));
  const [path, log] = [join(folder, 'soffice'), join(folder, 'calls')];
  const head = `#!/bin/sh\necho "$@" >> ${log}\nfor last in "$@"; do :; done\nout="\${last%.*}.pdf"\n`;
  writeFileSync(path, `${head}${script}\n`);
  chmodSync(path, 0o755);
  process.env['SOFFICE'] = path;
  return {
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    remove: () => {
      process.env['SOFFICE'] = 'off';
    },
  };
}

/** A file that begins as a Word document does, in a ZIP that is one; `entry` lies in it, deflated. */
export function aDocx(entry: Buffer = Buffer.from('<w:document/>')): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('<Types/>'), '[Content_Types].xml');
  zip.addBuffer(entry, 'word/document.xml');
  zip.end();
  return buffer(zip.outputStream);
}

/** A text as OpenDocument has it, which LibreOffice can read. */
export function anOdt(body: string): Promise<Buffer> {
  const [namespaces, type] = ['urn:oasis:names:tc:opendocument:xmlns', 'application/vnd.oasis.opendocument.text'];
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(type), 'mimetype', { compress: false });
  zip.addBuffer(
    Buffer.from(`<manifest:manifest xmlns:manifest="${namespaces}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/>
      <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`),
    'META-INF/manifest.xml',
  );
  zip.addBuffer(
    Buffer.from(`<office:document-content xmlns:office="${namespaces}:office:1.0" xmlns:text="${namespaces}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
      office:version="1.2"><office:body><office:text>${body}</office:text></office:body></office:document-content>`),
    'content.xml',
  );
  zip.end();
  return buffer(zip.outputStream);
}
