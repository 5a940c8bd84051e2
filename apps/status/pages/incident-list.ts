import type { Incident } from '../incidents/incident.ts';
import { type Html, html } from './html.ts';
import type { Shown, Telling } from './shown.ts';

/** The operator's messages: what is open, what is planned, what was. */
export function incidentLists(shown: Shown, telling: Telling): { now: Html | null; earlier: Html } {
  const { say } = telling;
  const open = shown.incidents.filter(({ closedAt }) => closedAt === null);
  const current = currentOf(shown);
  const planned = open.filter((incident) => !current.includes(incident));
  const earlier = shown.incidents.filter(({ closedAt }) => closedAt !== null);
  const section = (id: string, title: string, list: readonly Incident[]) =>
    html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${list.map((incident) => card(incident, telling))}</section>`;
  return {
    now:
      current.length + planned.length === 0
        ? null
        : html`${current.length === 0 ? null : section('jetzt', say('now'), current)}${planned.length === 0 ? null : section('geplant', say('planned'), planned)}`,
    earlier:
      earlier.length === 0
        ? html`<section aria-labelledby="vorher"><h2 id="vorher">${say('earlier')}</h2><p class="quiet">${say('earlierNone')}</p></section>`
        : section('vorher', say('earlier'), earlier),
  };
}

/** What holds at this moment: open, and not planned for later. */
export function currentOf({ incidents, now }: Pick<Shown, 'incidents' | 'now'>): Incident[] {
  return incidents.filter(({ closedAt, planned }) => closedAt === null && (planned === null || Date.parse(planned.from) <= now));
}

function card(incident: Incident, { say, times, language }: Telling): Html {
  const { id, kind, title, planned, parts, updates, openedAt, closedAt } = incident;
  const look = closedAt !== null ? 'over' : kind;
  return html`<article class="card ${look}" aria-labelledby="m-${id}"><h3 id="m-${id}">${title[language]}</h3>
${planned === null ? null : html`<p class="fact">${times.span(Date.parse(planned.from), Date.parse(planned.to))}</p>`}
${parts.length === 0 ? null : html`<p class="fact">${say('concerns', { parts: parts.map((part) => say(`part.${part}`)).join(', ') })}</p>`}
${updates.map(({ at, text }) => html`<p class="update"><span class="at">${times.when(Date.parse(at))}</span> <span>${text[language]}</span></p>`)}
<p class="quiet">${say('opened', { when: times.said(Date.parse(openedAt)) })}${closedAt === null ? null : html` · ${say('closed', { when: times.said(Date.parse(closedAt)) })}`}</p></article>`;
}
