import type { Content } from 'pdfmake';
import { mm } from './din-5008.ts';
import { isRightToLeft, seenPieces } from './right-to-left.ts';

/** Plain text, parts of it strong. A paragraph in a script written from right to left comes out right as far as it fits into one line. */
export type LetterText = string | readonly (string | { strong: string })[];

/** A paragraph; numbered steps; lines of a name and what it is. */
export type LetterBlock =
  | { text: LetterText }
  | { steps: readonly LetterText[] }
  | { facts: readonly (readonly [label: string, value: string])[] };

/** A text as the layout wants it: in pieces of one direction each, line by line. */
export function seen(text: string): { text: string }[] {
  return text.split(/(?<=\n)/).flatMap((line) => {
    const pieces = seenPieces(line).map((piece) => ({ text: piece }));
    return line.endsWith('\n') && !pieces.at(-1)?.text.endsWith('\n') ? [...pieces, { text: '\n' }] : pieces;
  });
}

/** One block of a letter, with the space below it. */
export function letterBlock(block: LetterBlock): Content {
  if ('text' in block) return { ...inline(block.text), margin: [0, 0, 0, 8] };
  if ('steps' in block) return { ol: block.steps.map((step) => ({ ...inline(step), margin: [4, 0, 0, 3] })), margin: [0, 0, 0, 8] };
  return {
    table: { widths: ['auto', '*'], body: block.facts.map(([label, value]) => [{ text: seen(label) }, { text: seen(value), bold: true }]) },
    layout: 'noBorders',
    margin: [0, 0, 0, 8],
  };
}

function inline(text: LetterText) {
  const parts = typeof text === 'string' ? [text] : text;
  const plain = parts.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
  return {
    text: parts.flatMap((part) => (typeof part === 'string' ? seen(part) : seen(part.strong).map((piece) => ({ ...piece, bold: true })))),
    alignment: isRightToLeft(plain) ? ('right' as const) : ('left' as const),
  };
}

/** A code to be typed, in a frame: what it is, and it itself as large as fits. */
export function boxed({ label, value }: { label: string; value: string }): Content {
  const length = [...value].length;
  const fontSize = length <= 16 ? 21 : length <= 24 ? 15 : 11;
  const stack: Content[] = [
    { text: seen(label), fontSize: 9 },
    { text: value, font: 'mono', bold: true, fontSize, margin: [0, 4, 0, 0] },
  ];
  return { table: { widths: ['*'], body: [[{ stack, margin: [8, 8, 8, 8] }]] }, margin: [0, mm(4), 0, 0] };
}
