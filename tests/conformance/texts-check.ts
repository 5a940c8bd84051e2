import type { Setting } from '#kernel/settings/setting.ts';
import { settingWords, wordsNeeded } from '#kernel/settings/words.ts';
import { languages, type ModuleTexts } from '#kernel/texts/texts.ts';

/** All keys of a tree of texts, `a.b.c`, with their placeholders. */
export function keysOf(texts: object, path = ''): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [name, value] of Object.entries(texts)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object' && value !== null) for (const [inner, places] of keysOf(value, key)) keys.set(inner, places);
    else
      keys.set(
        key,
        [...String(value).matchAll(/\{\{\s*-?\s*([\w.]+)/g)]
          .map((match) => match[1])
          .sort()
          .join(),
      );
  }
  return keys;
}

/** What differs between German and English: missing keys, other placeholders, empty texts. */
export function incompleteTexts(id: string, texts: { de: object; en: object }): string[] {
  const german = keysOf(texts.de);
  const english = keysOf(texts.en);
  return [
    // German speaks to pupils with »du«: `key_du` beside `key`. English has one word for both.
    ...[...german.keys()]
      .filter((key) => !english.has(key) && !(key.endsWith('_du') && english.has(key.slice(0, -3))))
      .map((key) => `${id}: ${key} is missing in English`),
    ...[...english.keys()].filter((key) => !german.has(key)).map((key) => `${id}: ${key} is missing in German`),
    ...[...german]
      .filter(([key, places]) => english.has(key) && english.get(key) !== places)
      .map(([key]) => `${id}: ${key} has other placeholders in English`),
  ];
}

/** Choices and parts of settings that would be shown as raw words, in one of the languages. */
export function settingsWithoutWords(id: string, settings: readonly Setting[], texts: ModuleTexts): string[] {
  return settings.flatMap((setting) =>
    languages.flatMap((language) => {
      const words = settingWords(texts, setting.id, language);
      return wordsNeeded(setting)
        .filter((word) => !words[word]?.trim())
        .map((word) => `${id}: setting.${setting.id.split('.')[1]}.${word} has no text in ${language}`);
    }),
  );
}

/** Refusal codes without a text under `refusals.<reason>`. */
export function refusalsWithoutText(id: string, codes: Iterable<string>, german: object): string[] {
  const keys = keysOf(german);
  return [...codes]
    .map((code) => `refusals.${code.split('.')[1]}`)
    .filter((key) => !keys.has(key))
    .map((key) => `${id}: ${key} has no text`);
}
