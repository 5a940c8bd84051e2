import { transliterate } from '#kernel/ids/transliterate.ts';

/**
 * The form under which a person is sorted and found: family name, name of call, all first names; lower case, ä → ae
 * (DIN 5007 variant 2, as lists of names are kept in Germany).
 */
export function sortNameOf(names: { lastName: string; firstName: string; callName?: string | null | undefined }): string {
  const given = names.callName
    ? [names.callName, ...names.firstName.split(/\s+/u).filter((part) => part !== names.callName)]
    : [names.firstName];
  return transliterate([names.lastName, ...given].join(' '))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a search as they stand in sort names; at most six. */
export function searchWords(typed: string): string[] {
  return transliterate(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 6);
}
