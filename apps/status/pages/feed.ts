import { changedAt, type Incident } from '../incidents/incident.ts';
import { partIds } from '../parts.ts';
import { type Html, html } from './html.ts';
import { pathOf, type Shown, type Telling } from './shown.ts';

const shownDays = 14;

/** The operator's messages and the failures that were seen, as an Atom feed (RFC 4287); the failures of two weeks. */
export function feed(shown: Shown, telling: Telling): string {
  const { say, ownOrigin, language } = telling;
  const page = `${ownOrigin}${pathOf(shown.slug)}`;
  const entries = [...shown.incidents.map((incident) => ofIncident(incident, page, telling)), ...ofFailures(shown, page, telling)].sort(
    (one, other) => (one.updated < other.updated ? 1 : -1),
  );
  const title = shown.slug === null ? say('title') : say('titleSchool', { slug: shown.slug });
  // without an entry: a day that does not change with every look
  const updated = entries[0]?.updated ?? `${shown.days[0]?.day ?? '1970-01-01'}T00:00:00.000Z`;
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${page}</id><title>${title}</title><updated>${updated}</updated><author><name>${say('product')}</name></author>
<link rel="self" type="application/atom+xml" href="${ownOrigin}${pathOf(shown.slug, 'feed.atom')}?lang=${language}"/><link rel="alternate" type="text/html" href="${page}?lang=${language}"/>
${entries.map(({ markup }) => markup)}</feed>
`.markup;
}

interface Entry {
  updated: string;
  markup: Html;
}

function ofIncident(incident: Incident, page: string, { say, times, language }: Telling): Entry {
  const updated = new Date(changedAt(incident)).toISOString();
  const { id, title, planned, updates, openedAt, closedAt } = incident;
  const words = [
    ...(planned === null ? [] : [times.span(Date.parse(planned.from), Date.parse(planned.to))]),
    ...updates.map(({ at, text }) => `${times.said(Date.parse(at))}: ${text[language]}`),
    ...(closedAt === null ? [] : [say('closed', { when: times.said(Date.parse(closedAt)) })]),
  ];
  const published = new Date(openedAt).toISOString();
  return { updated, markup: entry({ id: `${page}#m-${id}`, title: title[language], published, updated, words, page }) };
}

/** Failures this program saw itself: those that go on, and those that ended lately. */
function ofFailures(shown: Shown, page: string, { say, times }: Telling): Entry[] {
  const going = partIds.flatMap((part) =>
    shown.parts[part].state === 'failed' ? [{ part, from: shown.parts[part].since, to: null }] : [],
  );
  const over = shown.days.slice(-shownDays).flatMap(({ spells }) => spells);
  return [...going, ...over].map(({ part, from, to }) => {
    const updated = new Date(to ?? from).toISOString();
    const words = [
      to === null
        ? say('feedFailedText', { from: times.said(from) })
        : say('feedFailedOver', { from: times.said(from), to: times.said(to) }),
    ];
    const title = say('feedFailed', { part: say(`part.${part}`) });
    return {
      updated,
      markup: entry({ id: `${page}#${part}-${from}`, title, published: new Date(from).toISOString(), updated, words, page }),
    };
  });
}

function entry(told: { id: string; title: string; published: string; updated: string; words: readonly string[]; page: string }): Html {
  return html`<entry><id>${told.id}</id><title>${told.title}</title><published>${told.published}</published><updated>${told.updated}</updated><link rel="alternate" type="text/html" href="${told.page}"/><content type="text">${told.words.join('\n')}</content></entry>
`;
}
