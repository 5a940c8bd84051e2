import katex from 'katex';
import { addFormulaStyles } from './formula-fonts.ts';

addFormulaStyles();

/** Longer ones would be no formula but an attempt. */
const longest = 2000;

/**
 * Draws LaTeX into an element: signs for the eye and MathML for the ear. Styles are set one by one and not as text, which our policy allows.
 * MathML alone was tried: without a font for it (Android) roots and brackets do not grow.
 *
 * @returns false when it cannot be read; then nothing has changed
 */
export function drawFormula(host: HTMLElement, latex: string, isBlock: boolean): boolean {
  if (latex.length > longest) return false;
  const drawn = document.createElement('span');
  try {
    // no addresses, no pictures, no classes of one's own; a macro that calls itself ends soon, and nothing is larger than the page
    katex.render(latex, drawn, { displayMode: isBlock, throwOnError: true, trust: false, strict: 'ignore', maxExpand: 200, maxSize: 20 });
  } catch {
    return false;
  }
  host.replaceChildren(...drawn.childNodes);
  return true;
}
