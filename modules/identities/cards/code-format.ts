/** Letters and digits that are not mistaken for each other. */
export const cardLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 28 of 31 letters: 138 bits. */
export const cardCodeLength = 28;
/** The first 12 letters find the card; the rest only its holder knows. */
const finderLength = 12;
/** So many pictures are chosen, in order; one may come twice. */
export const picturesChosen = 3;

/** A code as scanned or typed (small letters, blanks, an address before `#`) without its dashes; null when it cannot be one. */
export function readCardCode(typed: string): string | null {
  const plain = (typed.split('#').at(-1) ?? '').toUpperCase().replaceAll(/[\s-]/g, '');
  return plain.length === cardCodeLength && [...plain].every((letter) => cardLetters.includes(letter)) ? plain : null;
}

/** As it is printed: groups of four. */
export function writeCardCode(plain: string): string {
  return plain.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** The part that finds the card. */
export function finderOf(plain: string): string {
  return plain.slice(0, finderLength);
}

/** What OPAQUE takes for the password: the whole code and the pictures in their order. A change makes all cards useless. */
export function cardSecret(plain: string, pictures: readonly string[]): string {
  return ['card', plain, ...pictures].join(' ');
}
