/**
 * Pictures in plain text: a pupil's words stay plain text, and a picture stands in them as `![what it shows](picture:<file> 800x600)`, by the id of a file that is
 * handed in with them. Never an address, and never a file of elsewhere: docs/decisions/0041.
 */
export interface TypedPicture {
  /** Id of a file; to who may not know ids, its place among the files, from 1. */
  fileId: string;
  /** What it shows, for those who do not see it; may be empty. */
  alt: string;
  /** Pixels, so that room is kept free for it; null: not known. */
  size: { width: number; height: number } | null;
}

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9]\\d{0,2}';
const pattern = new RegExp(`!\\[([^\\][\\n]{0,500})\\]\\(picture:(${id})(?: ([1-9]\\d{0,3})x([1-9]\\d{0,3}))?\\)`, 'g');

/** What every browser draws and none runs; SVG is a program. */
const drawn = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Whether a file of this type may stand in a text. */
export function isDrawn({ type }: { type: string }): boolean {
  return drawn.has(type);
}

/** How a picture stands in plain text. Brackets and line breaks in its words become spaces. */
export function asTyped({ fileId, alt, size }: TypedPicture): string {
  const words = alt
    .replaceAll(/[\][\s]+/g, ' ')
    .trim()
    .slice(0, 500);
  return `![${words}](picture:${fileId}${size === null ? '' : ` ${size.width}x${size.height}`})`;
}

/** Plain text cut into words and pictures, in order. Without a picture it is one piece. */
export function piecesOf(text: string): (string | TypedPicture)[] {
  const pieces: (string | TypedPicture)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    const [whole, alt = '', fileId = '', width, height] = match;
    pieces.push({ fileId, alt, size: width === undefined ? null : { width: Number(width), height: Number(height) } });
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** Ids of the pictures named in a text, each once, in their order: nothing is known of them. */
export function picturesNamed(text: string): string[] {
  return [...new Set(piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : piece.fileId)))];
}

/** A text with something else in the place of each picture. */
export function withPictures(text: string, instead: (picture: TypedPicture) => string): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === 'string' ? piece : instead(piece)))
    .join('');
}

/** A text with those pictures only. */
export function onlyPictures(text: string, known: ReadonlySet<string>): string {
  return withPictures(text, (picture) => (known.has(picture.fileId) ? asTyped(picture) : ''));
}

/** The files that come with a text, without those that stand in it. */
export function besideText<F extends { id: string; type: string }>(files: readonly F[], text: string): F[] {
  const named = new Set(picturesNamed(text));
  return files.filter((file) => !named.has(file.id) || !isDrawn(file));
}
