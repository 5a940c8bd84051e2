import { officeEndings, phonePhotos, scans } from '../../preview/contract.ts';

/** A file of any module that can be looked at: what it is called, what it is, and the download route it comes from for this caller. */
export interface ViewedFile {
  name: string;
  /** Media type as the server found it by content. */
  type: string;
  sizeBytes: number;
  /** `/api/…`: a route that answers ranges and sends `downloadHeaders`. */
  address: string;
}

/** How a file is shown, or what the server makes of it (preview/contract.ts); `other` is not shown at all but offered to a program on the device. */
export type ViewKind = 'image' | 'pdf' | 'text' | 'audio' | 'video' | 'other';

/** Only what every browser draws: of the others (HEIC, TIFF) the server makes one of these. SVG is none of them, since it is a program. */
const images = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
const textTypes = /^(?:text\/.+|application\/(?:json|xml|x-sh|javascript|sql|x-tex|toml|yaml|.+\+xml|.+\+json))$/;
const textEndings =
  /\.(?:txt|md|csv|tsv|log|json|xml|html?|css|[cm]?[jt]sx?|py|java|kt|c|h|cpp|hpp|cs|rs|go|rb|php|pl|lua|r|sql|sh|bat|ps1|ini|toml|ya?ml|tex|bib|ics|vcf|srt|vtt)$/i;

/** How a file with this name and type is shown. A name alone never makes a picture or a PDF of something: only text, which is shown letter by letter. */
export function viewKind({ name, type }: { name: string; type: string }): ViewKind {
  if (images.has(type) || phonePhotos.has(type) || scans.has(type)) return 'image';
  if (type === 'application/pdf' || officeEndings.has(type)) return 'pdf';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  if (textTypes.test(type)) return 'text';
  return (type === 'application/octet-stream' || type === '') && textEndings.test(name) ? 'text' : 'other';
}
