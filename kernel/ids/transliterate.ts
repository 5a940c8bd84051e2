/** Letters that do not fall apart into a base letter and a mark, and those German writes with two. Lower case only. */
const letters: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ǽ: 'ae',
  œ: 'oe',
  ø: 'o',
  ǿ: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ɖ: 'd',
  ƒ: 'f',
  ɨ: 'i',
  ⱪ: 'k',
};

/** Cyrillic by ICAO 9303 with Ukrainian, Bulgarian and Serbian letters; Greek by ELOT 743, of its digraphs only ου. */
const scripts: Record<string, string> = {
  ...pairs(
    'абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёђѓјљњћќџў',
    'a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia e d g j lj nj c k dz u',
  ),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
};

/**
 * A text in the letters a–z, digits and whatever else it held, in lower case: ä → ae, ö → oe, ü → ue, ß → ss (German use),
 * é → e, ł → l, ş → s, ğ → g, ø → o; Cyrillic and Greek by their travel-document tables. Letters of other scripts are left out.
 */
export function transliterate(text: string): string {
  let result = '';
  const composed = text.normalize('NFC').toLowerCase().normalize('NFC').replace(/ο[υύ]/gu, 'ou');
  for (const letter of composed) {
    const known = letters[letter] ?? scripts[letter];
    if (known !== undefined) {
      result += known;
      continue;
    }
    for (const part of letter.normalize('NFD')) {
      if (/\p{M}/u.test(part)) continue;
      result += letters[part] ?? scripts[part] ?? (/\p{L}/u.test(part) && !/[a-z]/.test(part) ? '' : part);
    }
  }
  return result;
}

function pairs(from: string, to: string): Record<string, string> {
  const targets = to.split(' ');
  return Object.fromEntries([...from].map((letter, index) => [letter, targets[index] === '-' ? '' : (targets[index] ?? '')]));
}
