import de from '../texts/de.json' with { type: 'json' };
import en from '../texts/en.json' with { type: 'json' };

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
type Key = keyof typeof de;

const texts: Readonly<Record<Language, Record<Key, string>>> = { de, en };

/** A text of the status pages by its key, with values for `{{name}}`. */
export type Say = (key: Key, values?: Record<string, string | number>) => string;

/** The texts of one language. They come out plain: the page escapes them. */
export function sayIn(language: Language): Say {
  return (key, values = {}) => texts[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The language asked for in the address, else the first the browser wants that we have, else German. */
export function languageFor(asked: string | null, accepted: string | undefined): Language {
  const wanted = [
    asked ?? '',
    ...(accepted ?? '')
      .slice(0, 200)
      .split(',')
      .map((part) => part.trim().slice(0, 2).toLowerCase()),
  ];
  return wanted.flatMap((word) => languages.filter((language) => language === word))[0] ?? 'de';
}
