import { stored } from './language.ts';

const place = 'schulhof.code';

/** A code that was typed before signing in, to be joined afterwards; this tab only. */
export function waitingCode(): string | null {
  return stored(() => sessionStorage.getItem(place)) ?? null;
}

/** Keeps a code until somebody has signed in. */
export function keepCode(code: string): void {
  stored(() => sessionStorage.setItem(place, code));
}

/** Takes the waiting code, once. */
export function takeWaitingCode(): string | null {
  const code = waitingCode();
  stored(() => sessionStorage.removeItem(place));
  return code;
}
