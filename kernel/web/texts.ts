import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type kernelDe from '#kernel/texts/de.json';
import type { Language, TextFiles } from './pages.ts';
import { useShellIfThere } from './shell.ts';

/**
 * The texts of all modules, by module id. Each module adds its own line in `web/pages.ts`:
 * `declare module '#kernel/web/texts.ts' { interface TextsOf { assignments: typeof import('../texts/de.json') } }`
 */
export interface TextsOf {
  kernel: typeof kernelDe;
}

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];
type Base<K extends string> = K extends `${infer B}_${'one' | 'other' | 'zero' | 'du' | 'sie'}` ? Base<B> : K;
/** All keys of a module's texts; the endings _one, _other, _du, _sie are chosen by count and addressing. */
export type TextKey<M extends keyof TextsOf> = Base<Paths<Omit<TextsOf[M], 'default'>>>;
/** Says a text in the person's language; `count` chooses singular or plural, `{{name}}` is filled from the values. */
export type Say<K extends string = string> = (key: K, values?: Record<string, string | number>) => string;

type Translate = (key: string, options: object) => string;

const languageKey = 'schulhof.language';
const loaders = new Map<string, TextFiles>();

/** The language before the server has said which: last time's, else the browser's if we speak it, else German. */
export function firstLanguage(): Language {
  const known = localStorage.getItem(languageKey);
  if (known === 'de' || known === 'en') return known;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'de';
}

/** Starts the texts with those of the house. To be awaited once, before the first page is drawn. */
export async function startTexts(kernel: TextFiles): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'de',
    ns: ['kernel'],
    defaultNS: 'kernel',
    resources: {},
    nsSeparator: false,
    partialBundledLanguages: true,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  document.documentElement.lang = i18next.language;
  await loadTexts('kernel', kernel);
}

/** Fetches a module's texts in the present language, once. */
export async function loadTexts(module: string, files: TextFiles): Promise<void> {
  loaders.set(module, files);
  await fetchInto(module, files, currentLanguage());
}

/** Changes the language of the page: fetches what is missing, then redraws. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(languageKey, language);
  if (language === i18next.language) return;
  await Promise.all([...loaders].map(([module, files]) => fetchInto(module, files, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language the page speaks now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'de';
}

/** `t` of a module. Texts may have a form for pupils and one for adults (`key_du`, `key_sie`); the right one is taken. */
export function useTexts<M extends keyof TextsOf & string>(module: M): Say<TextKey<M>> {
  // our keys are typed by TextKey; i18next's own typing of keys would want all modules' texts in one place
  const t = useTranslation(module).t as unknown as Translate;
  const addressing = useShellIfThere()?.person.addressing ?? 'sie';
  return useMemo(() => (key, values) => t(key, { context: addressing, ...values }), [t, addressing]);
}

/** A text of the house outside a component. */
export const sayKernel: Say<TextKey<'kernel'>> = (key, values) => (i18next.t as unknown as Translate)(key, { ns: 'kernel', ...values }); // as above

async function fetchInto(module: string, files: TextFiles, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, module)) return;
  i18next.addResourceBundle(language, module, (await files[language]()).default);
}
