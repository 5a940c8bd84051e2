import { unknownType } from './content-type.ts';

/** What people call a file; where only some are wanted (a picture of oneself, a table to import) the caller names the kinds. */
export type FileKind = 'picture' | 'document' | 'table' | 'slides' | 'text' | 'code' | 'audio' | 'video' | 'archive' | 'other';

/** What a file with this ending may be made of, and the type it is kept and sent under. */
export type FileForm = { kind: FileKind; type: string; bytes: readonly string[] };

const office = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';
const ooxml = 'application/vnd.openxmlformats'; // an Office file whose first bytes do not say which
const cfb = 'application/x-cfb';
const zip = 'application/zip';
const textTypes = ['text/plain', 'text/csv', 'text/markdown', 'text/x-shellscript'];
/** Text a browser could run: welcome as source code and within texts, since it never leaves us as such (`downloadHeaders`). */
export const markupTypes: readonly string[] = ['text/html', 'application/xml', 'image/svg+xml'];
const anyText = [...textTypes, ...markupTypes];

const form = (kind: FileKind, type: string, ...bytes: string[]): FileForm => ({ kind, type, bytes: bytes.length > 0 ? bytes : [type] });

/** The endings we know. A file with another ending is taken as text when it is text, and else as `other`. */
export const formByEnding: ReadonlyMap<string, FileForm> = new Map([
  ['png', form('picture', 'image/png', 'image/png', 'image/apng')],
  ['apng', form('picture', 'image/apng')],
  ['jpg', form('picture', 'image/jpeg')],
  ['jpeg', form('picture', 'image/jpeg')],
  ['gif', form('picture', 'image/gif')],
  ['webp', form('picture', 'image/webp')],
  ['avif', form('picture', 'image/avif')],
  ['heic', form('picture', 'image/heic', 'image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence')],
  ['heif', form('picture', 'image/heif', 'image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence')],
  ['tif', form('picture', 'image/tiff')],
  ['tiff', form('picture', 'image/tiff')],
  ['bmp', form('picture', 'image/bmp')],
  ['svg', form('picture', 'image/svg+xml')],

  ['pdf', form('document', 'application/pdf')],
  ['docx', form('document', `${office}.wordprocessingml.document`, `${office}.wordprocessingml.document`, ooxml)],
  ['doc', form('document', 'application/msword', cfb, 'application/rtf')],
  ['odt', form('document', `${odf}.text`)],
  ['rtf', form('document', 'application/rtf')],
  ['epub', form('document', 'application/epub+zip')],
  ['xlsx', form('table', `${office}.spreadsheetml.sheet`, `${office}.spreadsheetml.sheet`, ooxml)],
  ['xls', form('table', 'application/vnd.ms-excel', cfb)],
  ['ods', form('table', `${odf}.spreadsheet`)],
  ['csv', form('table', 'text/csv', ...textTypes)],
  ['tsv', form('table', 'text/tab-separated-values', ...textTypes)],
  ['pptx', form('slides', `${office}.presentationml.presentation`, `${office}.presentationml.presentation`, ooxml)],
  ['ppt', form('slides', 'application/vnd.ms-powerpoint', cfb)],
  ['odp', form('slides', `${odf}.presentation`)],
  ['odg', form('document', `${odf}.graphics`)],

  ['txt', form('text', 'text/plain', ...anyText)],
  ['md', form('text', 'text/markdown', ...anyText)],
  ['html', form('code', 'text/html', ...anyText)],
  ['htm', form('code', 'text/html', ...anyText)],
  ['xml', form('code', 'application/xml', ...anyText)],
  ['js', form('code', 'text/javascript', ...textTypes)],
  ['mjs', form('code', 'text/javascript', ...textTypes)],
  ['json', form('code', 'application/json', ...textTypes)],
  ['ics', form('text', 'text/calendar', ...textTypes)],

  ['mp3', form('audio', 'audio/mpeg')],
  ['m4a', form('audio', 'audio/mp4', 'audio/mp4', 'audio/x-m4a', 'video/mp4')],
  ['ogg', form('audio', 'audio/ogg', 'audio/ogg', 'audio/ogg; codecs=opus', 'video/ogg', 'application/ogg')],
  ['opus', form('audio', 'audio/ogg', 'audio/ogg', 'audio/ogg; codecs=opus')],
  ['wav', form('audio', 'audio/wav')],
  ['flac', form('audio', 'audio/flac')],
  ['aac', form('audio', 'audio/aac')],
  ['mid', form('audio', 'audio/midi')],
  ['mp4', form('video', 'video/mp4', 'video/mp4', 'video/x-m4v', 'audio/mp4', 'audio/x-m4a', 'video/quicktime')],
  ['mov', form('video', 'video/quicktime', 'video/quicktime', 'video/mp4')],
  ['webm', form('video', 'video/webm', 'video/webm', 'video/matroska')],
  ['mkv', form('video', 'video/matroska', 'video/matroska', 'video/webm')],

  ['zip', form('archive', zip, zip, ooxml)],
  ['7z', form('archive', 'application/x-7z-compressed')],
  ['gz', form('archive', 'application/gzip')],
  ['tar', form('archive', 'application/x-tar')],

  // Programs of lessons whose files are ZIPs: GeoGebra, Scratch, H5P, Open Roberta and Fritzing, MuseScore, Moodle (a gzip or a ZIP).
  ...['ggb', 'sb3', 'h5p', 'fzz', 'mscz', 'pages', 'numbers', 'key'].map((ending) => [ending, form('other', unknownType, zip)] as const),
  ['mbz', form('other', unknownType, zip, 'application/gzip')],
]);

/** Endings that run with a double click, or change the machine that opens them. Refused whatever is in them; in a ZIP they may travel. */
export const runningEndings: ReadonlySet<string> = new Set(
  'exe com scr pif bat cmd ps1 psm1 vbs vbe wsf wsh jse hta msi msp msix appx dll cpl ocx sys lnk url scf inf reg chm jar app dmg pkg deb rpm apk run desktop'.split(
    ' ',
  ),
);

/** Bytes that are a program; refused under any name. */
export const runningTypes: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-ms-shortcut',
  'application/java-archive',
  'application/vnd.ms-cab-compressed',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/vnd.android.package-archive',
  'application/x-shockwave-flash',
]);
