import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two lines: devices that come back are let in before new sign-ins. */
export type LineName = 'returning' | 'new';

/** A place in a line, as it lies with its owner in a signed cookie. */
export interface Place {
  line: LineName;
  /** From the line's counter: whoever came before has a smaller one. */
  number: number;
  /** How far the line was called when the place was last shown; a server that has forgotten learns it from here. */
  called: number;
  /** Seconds since 1970; who does not ask until then has left. */
  keptUntil: number;
}

/** What somebody who was let in shows until they are signed in. */
export interface Pass {
  line: LineName;
  number: number;
  /** Seconds since 1970. */
  expires: number;
}

const letters = { returning: 'r', new: 'n' } as const;

/** Signs a place (HMAC-SHA-256): it cannot be made up or changed. */
export function writePlace({ line, number, called, keptUntil }: Place, key: string): string {
  return signed(`${letters[line]}.${number}.${called}.${keptUntil}`, 'place', key);
}

/** Reads a place; null when it is not one of ours, or nobody asked about it in time. */
export function readPlace(text: string | undefined, key: string, now: number): Place | null {
  const [letter, number, called, keptUntil] = checked(text, 'place', key) ?? [];
  if (letter === undefined || Number(keptUntil) < now) return null;
  return { line: lineOf(letter), number: Number(number), called: Number(called), keptUntil: Number(keptUntil) };
}

/** Signs a pass. */
export function writePass({ line, number, expires }: Pass, key: string): string {
  return signed(`${letters[line]}.${number}.${expires}`, 'pass', key);
}

/** Reads a pass; null when it is not one of ours, or its time is over. */
export function readPass(text: string | undefined, key: string, now: number): Pass | null {
  const [letter, number, expires] = checked(text, 'pass', key) ?? [];
  if (letter === undefined || Number(expires) < now) return null;
  return { line: lineOf(letter), number: Number(number), expires: Number(expires) };
}

function lineOf(letter: string): LineName {
  return letter === letters.returning ? 'returning' : 'new';
}

function signed(body: string, kind: 'place' | 'pass', key: string): string {
  return `${body}.${mac(body, kind, key)}`;
}

function checked(text: string | undefined, kind: 'place' | 'pass', key: string): string[] | null {
  const cut = text?.lastIndexOf('.') ?? -1;
  if (text === undefined || cut < 1) return null;
  const body = text.slice(0, cut);
  const expected = Buffer.from(mac(body, kind, key));
  const shown = Buffer.from(text.slice(cut + 1));
  return shown.length === expected.length && timingSafeEqual(shown, expected) ? body.split('.') : null;
}

function mac(body: string, kind: 'place' | 'pass', key: string): string {
  return createHmac('sha256', `${kind}:${key}`).update(body).digest('base64url').slice(0, 24);
}
