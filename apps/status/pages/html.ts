/** Markup that may stand in a page as it is: every value in it has been escaped. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | null | readonly Value[];

/** Markup with values: texts are escaped, markup and lists of it go in as they are, null is nothing. */
export function html(fixed: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: fixed.reduce((text, piece, at) => text + escaped(values[at - 1] ?? null) + piece) };
}

/** For HTML and XML, in texts and quoted attributes; signs that XML 1.0 does not know go. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function escaped(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return 'markup' in value ? value.markup : value.map(escaped).join('');
}
