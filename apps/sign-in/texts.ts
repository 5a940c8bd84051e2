import { language } from './language.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

type Texts = typeof de;
/** Keys of the texts, `page.key`; typed from German. */
export type TextKey = { [P in keyof Texts & string]: `${P}.${keyof Texts[P] & string}` }[keyof Texts & string];

const texts: Record<'de' | 'en', Texts> = { de, en };

/** A text in the present language; `{{name}}` is filled from the values. */
export function say(key: TextKey, values: Record<string, string | number> = {}): string {
  const [page = '', name = ''] = key.split('.');
  // TextKey has made sure that both parts exist
  const text = (texts[language()] as Record<string, Record<string, string>>)[page]?.[name] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, value: string) => String(values[value] ?? ''));
}

/** The same where the key is made from data; undefined when there is none. */
export function sayIfKnown(page: keyof Texts, name: string): string | undefined {
  return (texts[language()][page] as Record<string, string>)[name]; // looked up by whatever name came
}
