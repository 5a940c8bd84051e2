import { language } from './language.ts';

/** Texts of a page that few people open, fetched with it; keys are typed from German. `{{name}}` is filled from the values. */
export function speaker<T extends Record<string, string>>(texts: { de: T; en: T }) {
  return (key: keyof T & string, values: Record<string, string | number> = {}): string =>
    (texts[language()][key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, value: string) => String(values[value] ?? ''));
}
