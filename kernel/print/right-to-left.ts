import bidiFactory from 'bidi-js';

// its types speak of exports.default, its code of module.exports
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether anything in a text is written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** Whether a text is one that is written from right to left: its first letter decides (Unicode UAX #9, rule P2). */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '');
}

/** The bidirectional level of each UTF-16 unit of a paragraph (UAX #9, rules up to I2): odd is from right to left. */
export function levelsOf(paragraph: string): Uint8Array {
  return bidi.getEmbeddingLevels(paragraph, isRightToLeft(paragraph) ? 'rtl' : 'ltr').levels;
}

/** A part of one line that is set alike, as a word, with the levels its paragraph gave it. */
export interface LinePart {
  text: string;
  levels: Uint8Array;
}

/** A piece of one direction, to be drawn at once; `part` says which part of the line it is from. */
export interface SeenPiece {
  text: string;
  part: number;
}

/**
 * One line, broken already in the order of reading, as pieces from left to right as they are seen (UAX #9, rules L2 and L4). Space at the ends of
 * the line is left out. Letters within a piece stay in the order of reading: the font turns and joins them.
 */
export function seenPieces(line: readonly LinePart[]): SeenPiece[] {
  const pieces = trimmed(line.flatMap(({ text, levels }, part) => split(text, levels).map((piece) => ({ ...piece, part }))));
  let seen = pieces;
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level > 0; level--) seen = turnRound(seen, level);
  return seen.map(({ text, level, part }) => ({ text: level % 2 === 1 ? mirrored(text) : text, part }));
}

interface Piece {
  text: string;
  level: number;
}

/** Cuts where the direction changes, and between words and space. */
function split(text: string, levels: Uint8Array): Piece[] {
  const pieces: Piece[] = [];
  let wasSpace = false;
  for (let at = 0; at < text.length; at++) {
    const [letter = '', level = 0, last] = [text[at], levels[at], pieces.at(-1)];
    const isSpace = /\s/.test(letter);
    if (last?.level === level && isSpace === wasSpace) last.text += letter;
    else pieces.push({ text: letter, level });
    wasSpace = isSpace;
  }
  return pieces;
}

function trimmed<P extends Piece>(pieces: readonly P[]): P[] {
  const isWord = ({ text }: Piece) => text.trim() !== '';
  return pieces.slice(Math.max(0, pieces.findIndex(isWord)), pieces.findLastIndex(isWord) + 1);
}

/** Brackets look the other way. Signs without a letter have no script by which the font would turn them: they are turned here. */
function mirrored(text: string): string {
  const letters = [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter);
  return (rightToLeft.test(text) ? letters : letters.toReversed()).join('');
}

function turnRound<P extends Piece>(pieces: readonly P[], level: number): P[] {
  const turned: P[] = [];
  let high: P[] = [];
  for (const piece of pieces) {
    if (piece.level >= level) {
      high.unshift(piece);
      continue;
    }
    turned.push(...high, piece);
    high = [];
  }
  return [...turned, ...high];
}
