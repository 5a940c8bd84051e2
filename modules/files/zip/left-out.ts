import type { Language } from '#kernel/texts/texts.ts';
import de from '../texts/de.json' with { type: 'json' };
import en from '../texts/en.json' with { type: 'json' };

/** A text file for a zip that names what was left out of it because it was found harmful. */
export function leftOutNote(language: Language, leftOut: readonly string[]): { name: string; bytes: Buffer } {
  const words = { de, en }[language].zip;
  return { name: `${words.leftOutName}.txt`, bytes: Buffer.from(`${words.leftOut}\r\n\r\n${leftOut.join('\r\n')}\r\n`) };
}
