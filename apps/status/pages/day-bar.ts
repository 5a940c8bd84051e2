import { dayOf, startOfDay } from '#kernel/time/calendar.ts';
import type { PartId, Seen } from '../parts.ts';
import { type DaySum, lengthSeconds, wordOf } from '../record/day-sums.ts';
import { type Html, html } from './html.ts';
import type { Shown, Telling } from './shown.ts';

/** Heights tell the states apart also without colour. */
const heights: Readonly<Record<Seen, number>> = { unknown: 3, ok: 10, slow: 16, failed: 24 };
const tallest = 24;

/** The days of one part: a picture, the same in words, and those on which something was wrong as a table that opens. */
export function dayBar(part: PartId, shown: Shown, { say, times }: Telling): Html {
  const words = shown.days.map((day) => wordOf(day.parts[part], elapsedSeconds(day.day, shown.now)));
  const count = (state: Seen) => words.filter((word) => word === state).length;
  const label = say('bar', {
    part: say(`part.${part}`),
    ok: count('ok'),
    slow: count('slow'),
    failed: count('failed'),
    unknown: count('unknown'),
  });
  const strokes = (['ok', 'slow', 'failed', 'unknown'] as const).map(
    (state) => html`<path class="${state}" d="${words.map((word, at) => (word === state ? stroke(at, heights[state]) : '')).join('')}"/>`,
  );
  const wrong = shown.days.filter((_day, at) => words[at] === 'failed' || words[at] === 'slow').reverse();
  return html`<svg class="bar" role="img" aria-label="${label}" viewBox="0 0 ${words.length} ${tallest}" preserveAspectRatio="none">${strokes}</svg>
<p class="ends" aria-hidden="true"><span>${say('barFrom')}</span><span>${say('barTo')}</span></p>
${wrong.length === 0 ? html`<p class="quiet">${say('noDays')}</p>` : table(part, wrong, { say, times })}`;
}

function table(part: PartId, days: readonly DaySum[], { say, times }: Pick<Telling, 'say' | 'times'>): Html {
  const lasting = (seconds: number) => (seconds === 0 ? '–' : times.lasting(seconds));
  return html`<details id="tage-${part}"><summary>${days.length === 1 ? say('seldomDay') : say('seldomDays', { count: days.length })}</summary>
<table><thead><tr><th scope="col">${say('tableDay')}</th><th scope="col">${say('tableFailed')}</th><th scope="col">${say('tableSlow')}</th></tr></thead>
<tbody>${days.map(
    ({ day, parts }) =>
      html`<tr><th scope="row">${times.day(day)}</th><td>${lasting(parts[part].failed)}</td><td>${lasting(parts[part].slow)}</td></tr>`,
  )}</tbody></table></details>`;
}

function stroke(at: number, height: number): string {
  return `M${at}.15 ${tallest - height}h.7v${height}h-.7z`;
}

/** Of today only what has passed can have been observed. */
function elapsedSeconds(day: string, now: number): number {
  return day === dayOf(new Date(now)) ? (now - startOfDay(day).getTime()) / 1000 : lengthSeconds(day);
}
