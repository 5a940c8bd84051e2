import type { Answer } from '../http/answer-reader.ts';

/** What somebody is told who must wait (docs/decisions/0042). Place 0: come in. */
export interface Told {
  place: number;
  seconds: number;
  askAfterSeconds: number;
}

/**
 * What an answer says about waiting: the waiting page, a call refused with `kernel.full`, or the answer of `/wait`. Null for every other answer.
 * A 503 of any other kind is none of these: it is an error.
 */
export function toldBy(answer: Answer): Told | null {
  if (answer.type.startsWith('text/html')) return answer.status === 503 ? fromPage(answer.body) : null;
  if (answer.status !== 503 && answer.status !== 200) return null;
  if (answer.status === 503 ? !answer.body.includes('kernel.full') : !answer.body.includes('askAfterSeconds')) return null;
  try {
    const body: unknown = JSON.parse(answer.body);
    return read(answer.status === 503 && typeof body === 'object' && body !== null && 'data' in body ? body.data : body);
  } catch {
    return null;
  }
}

/** The page carries what its script shows: `data-ask` beside the place, `data-seconds`. */
function fromPage(html: string): Told | null {
  const [, ask, place] = /data-ask="([\d.]+)">(\d+)</.exec(html) ?? [];
  const [, seconds] = /data-seconds="([\d.]+)"/.exec(html) ?? [];
  if (ask === undefined || place === undefined || seconds === undefined) return null;
  return { place: Number(place), seconds: Number(seconds), askAfterSeconds: Number(ask) };
}

function read(value: unknown): Told | null {
  if (typeof value !== 'object' || value === null) return null;
  const told = { place: Number.NaN, seconds: Number.NaN, askAfterSeconds: Number.NaN, ...value };
  return Number.isFinite(told.place) && Number.isFinite(told.seconds) && Number.isFinite(told.askAfterSeconds) ? told : null;
}
