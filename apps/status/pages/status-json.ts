import { forEachPart, partIds } from '../parts.ts';
import { sayIn } from './say.ts';
import { overall, type Shown } from './shown.ts';

/** The same as the page, for programs. Fields are only ever added; `version` would change otherwise. Instants in ISO 8601, UTC; days in Europe/Berlin. */
export function statusJson(shown: Shown): string {
  const [de, en] = [sayIn('de'), sayIn('en')];
  const instant = (at: number) => new Date(at).toISOString();
  return JSON.stringify({
    version: 1,
    at: instant(shown.now),
    lastLookAt: shown.lastAt === null ? null : instant(shown.lastAt),
    lookEverySeconds: shown.everySeconds,
    state: overall(shown),
    waiting: shown.waiting,
    parts: partIds.map((id) => ({
      id,
      title: { de: de(`part.${id}`), en: en(`part.${id}`) },
      state: shown.parts[id].state,
      since: instant(shown.parts[id].since),
    })),
    incidents: shown.incidents.map(({ id, kind, title, planned, parts, updates, openedAt, closedAt }) => ({
      id,
      kind,
      title,
      planned,
      parts,
      updates,
      openedAt,
      closedAt,
    })),
    days: shown.days.map(({ day, parts }) => ({ day, seconds: forEachPart((part) => rounded(parts[part])) })),
  });
}

function rounded({ ok, slow, failed }: { ok: number; slow: number; failed: number }) {
  return { ok: Math.round(ok), slow: Math.round(slow), failed: Math.round(failed) };
}
