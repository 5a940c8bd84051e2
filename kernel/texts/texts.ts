import i18next, { type i18n } from 'i18next';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
export type Titles = Readonly<Record<Language, string>>;

/** A module's texts as they lie in `texts/<language>.json`. */
export type ModuleTexts = Readonly<Record<Language, object>>;

/** A text by `module:key` in one language, with values for its placeholders. */
export type Say = (language: Language, key: string, values?: Record<string, unknown>) => string;

/** Makes the server's texts from all modules; the kernel's stand under `kernel:`. */
export function openTexts(modules: readonly { id: string; texts: ModuleTexts }[]): Say {
  const instance: i18n = i18next.createInstance();
  const resources = Object.fromEntries(
    languages.map((language) => [
      language,
      { kernel: { de, en }[language], ...Object.fromEntries(modules.map((module) => [module.id, module.texts[language]])) },
    ]),
  );
  void instance.init({
    resources,
    lng: 'de',
    fallbackLng: 'de',
    defaultNS: 'kernel',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (language, key, values) => instance.t(key, { lng: language, ...values });
}

/** The language that holds: the person's own, else the first the browser wants that we have, else German. */
export function chooseLanguage(own: string | null | undefined, accepted: string | undefined): Language {
  const wanted = [own ?? '', ...(accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  for (const candidate of wanted) for (const language of languages) if (candidate === language) return language;
  return 'de';
}
