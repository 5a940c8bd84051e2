import { type Html, html } from './html.ts';
import { pathOf, type Telling } from './shown.ts';

/** A whole page: head, the way to the product, the other language, what stands below. */
export function frame(
  { title, content, slug }: { title: string; content: Html; slug: string | null },
  { say, language, productOrigin }: Telling,
): string {
  const other = language === 'de' ? 'en' : 'de';
  const query = `?lang=${language}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/status.css">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${pathOf(slug, 'feed.atom')}${query}"><script src="/status.js" defer></script></head>
<body><header><a class="brand" href="${pathOf(slug)}${query}"><span class="crest" aria-hidden="true">S</span><span>${title}</span></a>
<nav aria-label="${say('product')}"><a href="${productOrigin}">${say('toProduct')}</a><a href="${pathOf(slug)}?lang=${other}" lang="${other}" hreflang="${other}">${say('other')}</a></nav></header>
<main>${content}</main><p id="alt" class="note" role="status" hidden>${say('stale')}</p>
<footer><a href="${pathOf(slug, 'feed.atom')}${query}">${say('feed')}</a><a href="${pathOf(slug, 'status.json')}">${say('data')}</a></footer></body></html>
`.markup;
}
