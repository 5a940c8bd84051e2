/**
 * What kind of text the beginning of a file is, or null when it is no text.
 *
 * Markup a browser would run is found after WHATWG MIME Sniffing section 7.1, but anywhere behind white space, comments, prologs and
 * doctypes, and in UTF-16 too: we want to be told more often than a browser would be. CSV and Markdown are guesses and only ever names
 * for text; whoever relies on them reads the whole file.
 *
 * @param head  the first bytes, cut anywhere, also within a character
 */
export function textType(head: Uint8Array): string | null {
  const text = decode(head);
  if (text === null) return null;
  return markupType(text) ?? (isCsv(text) ? 'text/csv' : isMarkdown(text) ? 'text/markdown' : 'text/plain');
}

/** UTF-8, UTF-16 with a byte order mark, or an old one-byte encoding, of which the control characters tell whether it is text. */
function decode(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return withoutControls(new TextDecoder('utf-16le').decode(head));
  if (head[0] === 0xfe && head[1] === 0xff) return withoutControls(new TextDecoder('utf-16be').decode(head));
  if (head.some((byte) => byte < 0x20 && !textControls.has(byte))) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }); // stream: the cut may go through a character
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}

/** Tab, line feed, vertical tab, form feed, carriage return, escape: what text files hold. */
const textControls = new Set([9, 10, 11, 12, 13, 27]);

/** Elements that make a page when a file begins with them; behind the name comes a space, a slash or the end of the tag. */
const htmlStart =
  /^<(!doctype html|html|head|body|script|iframe|style|title|meta|link|base|object|embed|form|table|div|span|font|img|video|audio|a|b|p|br|h[1-6]|template|math)[\s/>]/i;

function withoutControls(text: string): string | null {
  return [...text].some((sign) => sign < ' ' && !textControls.has(sign.charCodeAt(0))) ? null : text;
}

function markupType(text: string): string | null {
  if (text.startsWith('#!')) return 'text/x-shellscript';
  const prolog = /^(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype (?!html)[^>[]*(?:\[[\s\S]*?\]\s*)?>)*/i.exec(text)?.[0] ?? '';
  const start = text.slice(prolog.length);
  if (/^<(?:[\w-]+:)?svg[\s/>]/i.test(start)) return 'image/svg+xml';
  if (htmlStart.test(start)) return 'text/html';
  if (/^\s*<\?xml\s/i.test(text)) return /www\.w3\.org\/1999\/xhtml/.test(text) ? 'text/html' : 'application/xml';
  if (/^(?:<!--|<!doctype )/i.test(start) || prolog.includes('<!')) return 'text/html'; // a comment that does not end within the head
  return null;
}

/** The same separator, the same number of times, in each of the first lines (quoted parts left out), and at least two lines. */
function isCsv(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, -1).slice(0, 20);
  if (lines.length < 2) return false;
  return [';', ',', '\t', '|'].some((separator) => {
    const counts = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length - 1);
    return counts[0] !== 0 && counts.every((count) => count === counts[0]);
  });
}

/** At least two lines that read as Markdown: headings, lists, fences, quotes, links, strong words. */
function isMarkdown(text: string): boolean {
  const marks = text.match(/^(?:#{1,6} \S|[-*+] \S|\d+\. \S|```|> \S)|\[[^\]\n]+\]\([^)\n]+\)|\*\*[^*\n]+\*\*/gm);
  return (marks?.length ?? 0) >= 2;
}
