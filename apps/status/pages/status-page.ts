import { type PartId, partIds, type Seen } from '../parts.ts';
import { dayBar } from './day-bar.ts';
import { frame } from './frame.ts';
import { type Html, html } from './html.ts';
import { currentOf, incidentLists } from './incident-list.ts';
import { overall, partsIn, pathOf, type Shown, type Telling } from './shown.ts';

/** The page for all schools, or for one. */
export function statusPage(shown: Shown, telling: Telling): string {
  const { say } = telling;
  const { now, earlier } = incidentLists(shown, telling);
  const title = shown.slug === null ? say('title') : say('titleSchool', { slug: shown.slug });
  const state = overall(shown);
  const isTold = state === 'ok' && currentOf(shown).length > 0;
  const look = isTold ? 'slow' : state;
  const content = html`<div class="top ${look}">${icon(look)}<div><h1>${isTold ? say('allGoodBut') : headline(shown, state, telling)}</h1><p class="lead">${lookedAt(shown, telling)}</p></div></div>
${shown.slug === null ? null : html`<p class="lead">${say('schoolNote')}</p>`}
${shown.waiting === 0 ? null : html`<p class="note">${shown.waiting === 1 ? say('waitingOne') : say('waiting', { count: shown.waiting })}</p>`}
${now}
<section aria-labelledby="teile"><h2 id="teile">${say('parts')}</h2><ul class="parts">${partIds.map((part) => row(part, shown, telling))}</ul>
<p class="quiet">${say('legend')}</p></section>
${earlier}
${shown.slug === null ? ownSchool(telling) : html`<p><a href="/?lang=${telling.language}">${say('schoolAll')}</a></p>`}`;
  return frame({ title, content, slug: shown.slug }, telling);
}

/** What there is instead of a page that is not there. */
export function missingPage(telling: Telling): string {
  const { say, language } = telling;
  const content = html`<div class="top"><div><h1>${say('missing')}</h1><p class="lead">${say('missingHow')}</p></div></div>
<p><a href="/?lang=${language}">${say('back')}</a></p>`;
  return frame({ title: say('missing'), content, slug: null }, telling);
}

function headline(shown: Shown, state: Seen, { say }: Telling): string {
  if (partIds.every((part) => shown.parts[part].state === 'failed')) return say('allFailed');
  if (state === 'failed') return say('isFailed', { parts: partsIn(shown, say, 'failed') });
  if (state === 'slow') return say('isSlow', { parts: partsIn(shown, say, 'slow') });
  return state === 'ok' ? say('allGood') : say('isUnknown');
}

function lookedAt({ lastAt, isLongAgo, everySeconds }: Shown, { say, times }: Telling): string {
  if (lastAt === null) return say('neverLooked');
  return isLongAgo
    ? say('lookedLongAgo', { when: times.said(lastAt) })
    : say('looked', { when: times.said(lastAt), seconds: everySeconds });
}

function row(part: PartId, shown: Shown, telling: Telling): Html {
  const { say, times } = telling;
  const { state, since, lastAt } = shown.parts[part];
  return html`<li><div class="head"><div><h3>${say(`part.${part}`)}</h3><p class="quiet">${say(`what.${part}`)}</p></div>
<p class="state ${state}">${icon(state)}<span>${say(`state.${state}`)}</span>${lastAt === null ? null : html`<span class="since">${say('since', { when: times.said(since) })}</span>`}</p></div>
${dayBar(part, shown, telling)}</li>`;
}

function ownSchool({ say, language }: Telling): Html {
  return html`<section aria-labelledby="schule"><h2 id="schule">${say('school')}</h2><p class="quiet">${say('schoolHow')}</p>
<form action="${pathOf(null, 'schule')}" method="get"><input type="hidden" name="lang" value="${language}">
<label for="kuerzel">${say('schoolField')}</label><div class="fields"><input id="kuerzel" name="kuerzel" required maxlength="41" autocapitalize="none" autocomplete="off" spellcheck="false"><button type="submit">${say('schoolOpen')}</button></div></form></section>`;
}

/** Tabler's outlines, as everywhere in Schulhof; always beside a word. */
const outlines: Readonly<Record<Seen, string>> = {
  ok: 'M5 12l5 5l10 -10',
  slow: 'M12 7v5l3 3M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0',
  failed: 'M12 8v5M12 16v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0',
  unknown: 'M8 9a3.5 3 0 0 1 3.5 -3h1a3.5 3 0 0 1 3.5 3a3 3 0 0 1 -2 3a3 4 0 0 0 -2 4M12 19v.01',
};

function icon(state: Seen): Html {
  return html`<svg class="icon" aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${outlines[state]}"/></svg>`;
}
