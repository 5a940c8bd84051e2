import { createRequire } from 'node:module';
import { hasRightToLeft, levelsOf, seenPieces } from './right-to-left.ts';

/** A word as pdfmake's layout holds it; `levels` is ours. */
interface Inline {
  text: string;
  width: number;
  x: number;
  lineEnd?: boolean;
  levels?: Uint8Array;
}

interface Line {
  inlines: Inline[];
}

interface Measure {
  buildInlines(text: unknown, styles: unknown): { items: Inline[] };
  widthOfText(text: string, inline: Inline): number;
}

interface Drawing {
  renderLine(line: Line, x: number, y: number): void;
}

const require = createRequire(import.meta.url);
// pdfmake has no types for its inside; these two are what its version pinned in package.json has, and tests read the letters back
const { default: TextInlines } = require('pdfmake/js/TextInlines.js') as { default: { prototype: Measure } };
const { default: Renderer } = require('pdfmake/js/Renderer.js') as { default: { prototype: Drawing } };

/**
 * Teaches pdfmake paragraphs in both directions, once per thread. It breaks lines in the order of reading, which is right, but then sets the words of
 * each line from left to right. So each paragraph is given its levels when it is measured, and each line is put into the order it is seen in
 * just before it is drawn. Lines without a letter from right to left are left as they are.
 */
export function setBothDirections(): void {
  const { buildInlines, widthOfText } = TextInlines.prototype;
  TextInlines.prototype.buildInlines = function (this: Measure, text, styles) {
    const built = buildInlines.call(this, text, styles);
    giveLevels(built.items);
    return built;
  };
  const { renderLine } = Renderer.prototype;
  Renderer.prototype.renderLine = function (this: Drawing, line, x, y) {
    if (line.inlines.some(({ levels }) => levels !== undefined)) line.inlines = inSeenOrder(line.inlines, widthOfText);
    renderLine.call(this, line, x, y);
  };
}

function giveLevels(words: readonly Inline[]): void {
  const paragraph = words.map(({ text, lineEnd }) => text + (lineEnd ? '\n' : '')).join('');
  if (!hasRightToLeft(paragraph)) return;
  const levels = levelsOf(paragraph);
  let at = 0;
  for (const word of words) {
    word.levels = levels.slice(at, at + word.text.length);
    at += word.text.length + (word.lineEnd ? 1 : 0);
  }
}

function inSeenOrder(words: readonly Inline[], widthOfText: Measure['widthOfText']): Inline[] {
  const parts = words.map(({ text, levels }) => ({ text, levels: levels ?? new Uint8Array(text.length) }));
  let x = 0;
  return seenPieces(parts).flatMap(({ text, part }) => {
    const word = words[part];
    if (word === undefined) return [];
    const width = widthOfText(text, word);
    const piece = { ...word, text, width, x };
    x += width;
    return [piece];
  });
}
