import type { Content } from 'pdfmake';
import { mm } from './din-5008.ts';
import { isRightToLeft } from './right-to-left.ts';

/** Plain text, parts of it strong. A paragraph that begins in a script written from right to left stands at the right. */
export type LetterText = string | readonly (string | { strong: string })[];

/** A paragraph; numbered steps; lines of a name and what it is. */
export type LetterBlock =
  | { text: LetterText }
  | { steps: readonly LetterText[] }
  | { facts: readonly (readonly [label: string, value: string])[] };

/** One block of a letter, with the space below it. Numbers and labels stand on the side where reading begins. */
export function letterBlock(block: LetterBlock): Content {
  if ('text' in block) return { ...inline(block.text), margin: [0, 0, 0, 8] };
  if ('steps' in block) return steps(block.steps);
  const fromRight = isRightToLeft(block.facts[0]?.[0] ?? '');
  const rows = block.facts.map(([label, value]) => [
    { text: label, alignment: sideOf(label) },
    { text: value, bold: true, alignment: sideOf(label) },
  ]);
  return {
    table: fromRight ? { widths: ['*', 'auto'], body: rows.map((row) => row.toReversed()) } : { widths: ['auto', '*'], body: rows },
    layout: 'noBorders',
    margin: [0, 0, 0, 8],
  };
}

function steps(texts: readonly LetterText[]): Content {
  if (texts.every((step) => inline(step).alignment === 'left'))
    return { ol: texts.map((step) => ({ ...inline(step), margin: [4, 0, 0, 3] })), margin: [0, 0, 0, 8] };
  const rows = texts.map((step, at) => ({
    columns: [
      { ...inline(step), width: '*' },
      { text: `${at + 1}.`, width: 16, alignment: 'right' as const },
    ],
  }));
  return { stack: rows.map((row) => ({ ...row, margin: [0, 0, 0, 3] })), margin: [0, 0, 0, 8] };
}

/** The side at which a text begins. */
export function sideOf(text: string): 'left' | 'right' {
  return isRightToLeft(text) ? 'right' : 'left';
}

function inline(text: LetterText) {
  const parts = typeof text === 'string' ? [text] : text;
  const plain = parts.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
  return {
    text: parts.map((part) => (typeof part === 'string' ? { text: part } : { text: part.strong, bold: true })),
    alignment: sideOf(plain),
  };
}

/** A code to be typed, in a frame: what it is, and it itself as large as fits. */
export function boxed({ label, value }: { label: string; value: string }): Content {
  const length = [...value].length;
  const fontSize = length <= 16 ? 21 : length <= 24 ? 15 : 11;
  const stack: Content[] = [
    { text: label, fontSize: 9 },
    { text: value, font: 'mono', bold: true, fontSize, margin: [0, 4, 0, 0] },
  ];
  return { table: { widths: ['*'], body: [[{ stack, margin: [8, 8, 8, 8] }]] }, margin: [0, mm(4), 0, 0] };
}
