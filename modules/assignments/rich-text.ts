import sanitizeHtml from 'sanitize-html';

/** What a task may be written with. Formulas and pictures will join this list, and only here. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h2', 'h3', 'hr', 'a'],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
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
  },
};

/**
 * Formatted text as it may be stored: HTML of a few harmless elements. Everything else is taken out, scripts and styles with their content,
 * other elements down to their text. HTML and not an editor's own format, so that mails, exports and other programs can read it.
 */
export function cleanRichText(html: string): string {
  const clean = sanitizeHtml(html, allowed);
  return hasWords(clean) ? clean : '';
}

function hasWords(html: string): boolean {
  return /\S/.test(sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }));
}
