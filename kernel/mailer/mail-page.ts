/** What stands in a mail: plain texts in the reader's language; line breaks are kept. */
export type MailParts = {
  title: string;
  paragraphs: readonly string[];
  /** The one thing to do. */
  action?: { label: string; href: string };
  /** Why one gets this mail, and how to get fewer. */
  footer: string;
  /** BCP 47; decides the direction too. */
  language: string;
};

/** Languages written from right to left, of those families in German schools read. */
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'prs', 'yi']);

/**
 * The HTML of a mail: one column, legible on a phone and in dark mode, nothing fetched from anywhere (no pictures, no fonts, no tracking).
 * Everything is escaped; the address of the action also stands there to be read, so that one sees where it leads.
 *
 * @throws TypeError when `action.href` is not http(s)
 */
export function mailPage(parts: MailParts): string {
  const { title, paragraphs, action, footer, language } = parts;
  const direction = rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr';
  const href = action ? escapeHtml(httpAddress(action.href)) : '';
  const button = action
    ? `<p style="margin:28px 0 8px"><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1d4f91;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;word-break:break-all" dir="ltr"><a href="${href}" style="color:inherit">${href}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>
${paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text).replace(/\r?\n/g, '<br>')}</p>`).join('\n')}
${button}
<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #8888;font-size:13px">${escapeHtml(footer).replace(/\r?\n/g, '<br>')}</p>
</div>
</body>
</html>
`;
}

/** The same mail as plain text. The line above the footer is what mail programs know as the beginning of a signature. */
export function mailText({ title, paragraphs, action, footer }: MailParts): string {
  const todo = action ? [`${action.label}:\n${httpAddress(action.href)}`] : [];
  return `${[title, ...paragraphs, ...todo].join('\n\n')}\n\n-- \n${footer}\n`;
}

function httpAddress(href: string): string {
  if (!URL.canParse(href) || !/^https?:$/.test(new URL(href).protocol)) throw new TypeError('the action must lead to an http address');
  return new URL(href).href;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
