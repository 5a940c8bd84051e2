import type { Language, ModuleTexts } from '#kernel/texts/texts.ts';
import type { Setting } from './setting.ts';

/**
 * What the choices and parts of a setting are called in one language: `setting.<name>` in the texts of its module, by the choice or part; `hint` is a sentence
 * for the form. Nothing where nothing stands there.
 */
export function settingWords(texts: ModuleTexts, settingId: string, language: Language): Readonly<Record<string, string>> {
  const { setting = {} }: { setting?: Record<string, Record<string, string>> } = texts[language];
  return setting[settingId.slice(settingId.indexOf('.') + 1)] ?? {};
}

/** The choices and parts of a setting that people are shown in words, from its type: the words of closed lists, and the names of parts. */
export function wordsNeeded({ type }: Pick<Setting, 'type'>): string[] {
  return [...new Set(wordsIn(type))];
}

function wordsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  // a type is JSON Schema, of which any part may be missing
  const { const: choice, anyOf, items, properties } = schema as Record<'const' | 'anyOf' | 'items' | 'properties', unknown>;
  const parts = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  return [
    ...(typeof choice === 'string' ? [choice] : []),
    ...(Array.isArray(anyOf) ? anyOf.flatMap(wordsIn) : []),
    ...wordsIn(items),
    ...parts.flatMap(([name, part]) => [name, ...wordsIn(part)]),
  ];
}
