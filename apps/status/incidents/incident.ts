import type { PartId } from '../parts.ts';

/** Both languages, always. */
export interface Both {
  de: string;
  en: string;
}

/** What the operator tells: something is wrong, or will be worked on. Instants in ISO 8601, UTC. */
export interface Incident {
  id: string;
  kind: 'incident' | 'maintenance';
  title: Both;
  /** For maintenance: the time planned. */
  planned: { from: string; to: string } | null;
  parts: PartId[];
  /** Short names of the schools it concerns; empty: all. */
  schools: string[];
  /** The words, oldest first. */
  updates: { at: string; text: Both }[];
  openedAt: string;
  closedAt: string | null;
}

/** The short name of a school as it stands in addresses; whether there is such a school is not asked. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,40}$/.test(text);
}

/** What a page shows: on that of a school what names it, on both what names none. A school nobody has named looks like one that does not exist. */
export function concerning(incidents: readonly Incident[], slug: string | null): Incident[] {
  return incidents.filter(({ schools }) => schools.length === 0 || (slug !== null && schools.includes(slug)));
}

/** When it last changed: opened, added to or closed. ISO 8601, UTC. */
export function changedAt({ openedAt, updates, closedAt }: Incident): string {
  return [openedAt, ...updates.map(({ at }) => at), ...(closedAt === null ? [] : [closedAt])].reduce((last, at) => (at > last ? at : last));
}
