/**
 * A class name for comparing only: '05A', '5 a' and '5a' are one class (formats.md 1.10). Leading zeros of numbers, blanks and
 * signs go, letters become small.
 */
export function matchNameOf(name: string): string {
  return name
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^0+(?=\d)/, '');
}
