/** What people know as a part of the platform, in the order in which the page shows them. */
export const partIds = ['sign_in', 'pages', 'files', 'messages', 'live'] as const;
export type PartId = (typeof partIds)[number];

/** What one look saw; `unknown` when it could not be looked at. */
export type Seen = 'ok' | 'slow' | 'failed' | 'unknown';

/** One look at all parts. */
export interface Look {
  /** Milliseconds since 1970. */
  at: number;
  parts: Record<PartId, Seen>;
  /** How many people stand in line before the door; null where that is not known. */
  waiting: number | null;
}

const badness: Readonly<Record<Seen, number>> = { unknown: -1, ok: 0, slow: 1, failed: 2 };

/** How bad, for comparing: in order 0, slow 1, failed 2; -1 says nothing. */
export function badnessOf(seen: Seen): number {
  return badness[seen];
}

/** The worst of several; what is unknown says nothing. Nothing but unknown stays unknown. */
export function worst(seen: readonly Seen[]): Seen {
  return seen.reduce<Seen>((so, one) => (badness[one] > badness[so] ? one : so), 'unknown');
}

/** What several servers of one platform come to: failed only when all are, since people then come in nowhere; one that fails makes it slow. */
export function together(seen: readonly Seen[]): Seen {
  const known = seen.filter((one) => one !== 'unknown');
  if (known.length === 0) return 'unknown';
  if (known.every((one) => one === 'failed')) return 'failed';
  return known.every((one) => one === 'ok') ? 'ok' : 'slow';
}

/** The same for every part. */
export function forEachPart<T>(make: (part: PartId) => T): Record<PartId, T> {
  return { sign_in: make('sign_in'), pages: make('pages'), files: make('files'), messages: make('messages'), live: make('live') };
}

/** Whether a word is one of the parts. */
export function isPartId(word: string): word is PartId {
  return partIds.some((part) => part === word);
}
