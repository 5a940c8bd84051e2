import { unknownType } from './content-type.ts';
import { safeFileName } from './file-name.ts';

/** Types a browser only shows and never runs; all else is sent as mere bytes. A list of what is harmless, since the list of what is not grows. */
const passive = /^(?:image\/(?:png|apng|jpeg|gif|webp|avif|bmp|tiff|heic|heif)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|application\/pdf)$/;

/** Types that do nothing by themselves and are opened by a program on the device: offered as a download under their own type. */
const openedElsewhere =
  /^(?:text\/(?:plain|csv|markdown|calendar|tab-separated-values)|application\/(?:zip|json|rtf|msword|gzip|epub\+zip|x-7z-compressed|x-tar|vnd\.ms-(?:excel|powerpoint)|vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.[a-z.-]+))$/;

/**
 * The headers every file of a person is sent with, by which it can never run as ours: it is downloaded and not shown, in a sandbox without rights
 * if a browser shows it all the same, and active types (HTML, SVG, XML, scripts) are mere bytes.
 *
 * @param file.type    the type `checkContent` gave
 * @param file.inline  show it in the page (a picture, a recording, a PDF in its viewer); heeded for passive types only
 */
export function downloadHeaders(file: { name: string; type: string; inline: boolean }): Record<string, string> {
  const mayBeShown = passive.test(file.type);
  const type = mayBeShown || openedElsewhere.test(file.type) ? file.type : unknownType;
  return {
    'Content-Type': type, // text without a charset: whoever opens the file finds it out better than a wrong header says
    'Content-Disposition': contentDisposition(file.inline && mayBeShown ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The name twice: plain ASCII for old programs, and as it is (RFC 6266, in the encoding of RFC 8187, once RFC 5987). */
function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const safe = safeFileName(name);
  const ascii = safe
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  // a name of nothing but combining signs leaves nothing
  return `${how}; filename="${ascii === '' ? '_' : ascii}"; filename*=UTF-8''${encoded}`;
}
