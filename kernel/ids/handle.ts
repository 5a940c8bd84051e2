import { transliterate } from './transliterate.ts';

const longest = 60;

/**
 * A sign-in handle from a person's names: `first.last`, as in `anna.beispiel`.
 *
 * - German transliteration (`transliterate`). Of several first names written with blanks only the first counts, so give the name the
 *   person goes by when it is known; a hyphenated first name stays whole (`karl-heinz.gross`). Of the last name all parts stay, joined by
 *   hyphens (`ursula.von-der-leyden`, `jan.oneill`).
 * - The result matches /^[a-z0-9.-]+$/, has exactly one dot when both names leave something over, begins and ends with a letter or digit,
 *   and has at most 60 characters. Names of which nothing is left (a script without a table) give `name`.
 * - It is not unique: the caller numbers it when it is taken.
 */
export function handleOf(first: string, last: string): string {
  const given = part(first.trim().split(/[\s,]+/u)[0] ?? '').slice(0, longest / 2);
  const family = part(last);
  const whole = [given, family].filter((each) => each !== '').join('.');
  return tidy(whole.slice(0, longest)) || 'name';
}

function part(name: string): string {
  return tidy(
    transliterate(name)
      .replace(/['’‘`´ʼʻʹʺ]/gu, '')
      .replace(/[^a-z0-9]+/g, '-'),
  );
}

function tidy(text: string): string {
  return text.replace(/^[.-]+|[.-]+$/g, '').replace(/-?\.-?/g, '.');
}
