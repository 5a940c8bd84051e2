/** A LIKE pattern for texts that contain a word; the word's own % and _ are meant as they stand. */
export function containing(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
