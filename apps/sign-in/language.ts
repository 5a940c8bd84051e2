/** Under this key the shell keeps the language too. */
const place = 'schulhof.language';

export type Language = 'de' | 'en';

/** The language of the sign-in pages: chosen before on this device, else the browser's if we speak it, else German. */
export function language(): Language {
  const known = stored(() => localStorage.getItem(place));
  if (known === 'de' || known === 'en') return known;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'de';
}

/** Remembers the language on this device. */
export function keepLanguage(next: Language): void {
  stored(() => localStorage.setItem(place, next));
}

/** What the browser's store says; undefined where it is shut. */
export function stored<V>(look: () => V): V | undefined {
  try {
    return look();
  } catch {
    return undefined; // no store: every visit is the first
  }
}
