import sanitizeHtml from 'sanitize-html';
import { isId } from '#kernel/ids/id.ts';

/** What a task may be written with; formulas (`span` in a line, `div` on a line of its own) hold their LaTeX as text, pictures name a file. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    'u',
    's',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'h2',
    'h3',
    'hr',
    'a',
    'span',
    'div',
    'img',
  ],
  allowedAttributes: {
    a: ['href', 'rel', 'target'],
    ol: ['start'],
    span: ['data-formula'],
    div: ['data-formula'],
    img: ['data-file', 'data-size', 'alt', 'width', 'height'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  allowedSchemesAppliedToAttributes: ['href'],
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title'],
  transformTags: {
    a: (tagName, { href = '' }) => ({ tagName, attribs: { href, rel: 'noopener noreferrer nofollow', target: '_blank' } }),
    b: 'strong',
    i: 'em',
    h1: 'h2',
    h4: 'h3',
    span: (_tag, { 'data-formula': formula }) =>
      formula === undefined ? dropped : { tagName: 'span', attribs: { 'data-formula': 'inline' } },
    div: (_tag, { 'data-formula': formula }) =>
      formula === undefined ? dropped : { tagName: 'div', attribs: { 'data-formula': 'block' } },
    img: (_tag, attribs) => pictureOf(attribs),
  },
};

/** No element of the list: it is taken out down to its text. */
const dropped = { tagName: 'x-none', attribs: {} };
const sizes = ['small', 'medium', 'full'];
const longestAlt = 500;

/**
 * Formatted text as it may be stored: HTML of a few harmless elements. Everything else is taken out, scripts and styles with their content,
 * other elements down to their text. HTML and not an editor's own format, so that mails, exports and other programs can read it.
 *
 * @param pictures  ids of the files that may stand in it as pictures; every other picture is taken out, and so is any address
 */
export function cleanRichText(html: string, pictures: ReadonlySet<string> = new Set()): string {
  const clean = sanitizeHtml(html, {
    ...allowed,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !pictures.has(attribs['data-file'] ?? ''),
  }).replaceAll(' />', '>'); // as browsers write it, so that what the editor holds equals what is stored; no text here holds a bare `>`
  return hasContent(clean) ? clean : '';
}

/** Ids of files that somebody names as pictures in a text that is not cleaned yet: nothing is known of them. */
export function namedPictures(html: string): string[] {
  return idsBy(/data-file\s*=\s*["']?([0-9a-f-]{36})/g, html);
}

/** Ids of the pictures in a cleaned text, each once, in their order. */
export function picturesIn(cleanHtml: string): string[] {
  return idsBy(/<img data-file="([0-9a-f-]{36})"/g, cleanHtml); // no text and no attribute of a cleaned text holds a bare `<`
}

/** The files of a text without those that stand in it as pictures. */
export function besidePictures<F extends { id: string }>(files: readonly F[], cleanHtml: string): F[] {
  const shown = new Set(picturesIn(cleanHtml));
  return files.filter(({ id }) => !shown.has(id));
}

function idsBy(pattern: RegExp, html: string): string[] {
  return [...new Set([...html.matchAll(pattern)].flatMap(([, id]) => (id !== undefined && isId(id) ? [id] : [])))];
}

/** Width and height keep the room free until the picture has come; without an alternative text it is an ornament. */
function pictureOf({
  'data-file': file = '',
  'data-size': size = '',
  alt = '',
  width = '',
  height = '',
}: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const pixels = (text: string) => /^[1-9]\d{0,3}$/.test(text);
  return {
    tagName: 'img',
    attribs: {
      'data-file': file,
      'data-size': sizes.includes(size) ? size : 'medium',
      alt: alt.slice(0, longestAlt),
      ...(pixels(width) && pixels(height) && { width, height }),
    },
  };
}

function hasContent(html: string): boolean {
  return html.includes('<img ') || /\S/.test(sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }));
}
