/** A letter without case and accents, exactly one sign for one. */
function foldSign(sign: string): string {
  const [base = sign] = sign.normalize('NFD').toLowerCase();
  return base;
}

/** A text in lower case without accents and umlauts, sign by sign: a place in one is the place in the other. Composed letters (NFC) are expected. */
export function folded(text: string): string {
  return Array.from(text, foldSign).join('');
}

/** The words of a text, each once, folded, ß as ss; longer ones are cut, as nobody types them. */
export function wordsOf(text: string): string[] {
  const found = folded(text.normalize('NFC'))
    .replaceAll('ß', 'ss')
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(found?.map((word) => word.slice(0, 40)))];
}
