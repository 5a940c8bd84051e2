/** What stands between a slash at the beginning of a word and the caret: places in the text, and the words to look for. */
export interface Slash {
  from: number;
  to: number;
  /** In lower case. */
  words: string;
}

/** The slash that is being typed at, or null: `und/oder` and `3 / 4` are none. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret));
  if (found === null) return null;
  const words = found[1] ?? '';
  return { from: caret - words.length - 1, to: caret, words: words.toLocaleLowerCase('de') };
}

/** The text with a comment in place of a slash (or at the caret), parted from what stands around it, and where the caret goes. */
export function withComment(text: string, comment: string, { from, to }: Slash): { text: string; caret: number } {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  const head = `${before}${before === '' || /\s$/.test(before) ? '' : ' '}${comment}`;
  return { text: `${head}${after === '' || /^\s/.test(after) ? '' : ' '}${after}`, caret: head.length };
}
