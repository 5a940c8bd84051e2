/**
 * Previews are no contract: every route that sends a file sends, with `?preview=shown` what the server has made of it, with the rights of
 * the file itself. 202 with `Waiting` while it is being made; 422 `files.no_preview` when this server makes none of such a file, 422 `files.preview_failed`
 * when it could not. A picture every browser draws is sent itself until there is a smaller one.
 */

/** The answer while a preview is being made: ask again when this topic of the live line wakes, or after some seconds. */
export interface Waiting {
  waiting: true;
  topic: string;
}

const openXml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';

/** Office files, which are shown as a PDF: media type → ending. */
export const officeEndings: ReadonlyMap<string, string> = new Map([
  [`${openXml}.wordprocessingml.document`, 'docx'],
  [`${openXml}.spreadsheetml.sheet`, 'xlsx'],
  [`${openXml}.presentationml.presentation`, 'pptx'],
  [`${odf}.text`, 'odt'],
  [`${odf}.spreadsheet`, 'ods'],
  [`${odf}.presentation`, 'odp'],
  [`${odf}.graphics`, 'odg'],
  ['application/rtf', 'rtf'],
  ['application/msword', 'doc'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
]);

/** Photographs of phones that few browsers draw: shown as a JPEG made of them. */
export const phonePhotos: ReadonlySet<string> = new Set(['image/heic', 'image/heif']);
/** Scans, likewise. */
export const scans: ReadonlySet<string> = new Set(['image/tiff']);
/** Pictures every browser draws and that only become smaller; those that move are not among them. */
export const drawnPictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Whether a file of this type can be shown only as what the server makes of it. */
export function needsPreview(type: string): boolean {
  return officeEndings.has(type) || phonePhotos.has(type) || scans.has(type);
}
