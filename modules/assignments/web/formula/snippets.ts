/** What a button of the formula tools puts in: `|` is where the marked words and the caret go. */
export interface Snippet {
  /** Key below `formula.parts`. */
  name: 'fraction' | 'power' | 'index' | 'root' | 'anyRoot' | 'sum' | 'integral' | 'vector' | 'cases' | 'brackets';
  sign: string;
  latex: string;
}

/** Parts that hold others. */
export const parts: readonly Snippet[] = [
  { name: 'fraction', sign: 'a⁄b', latex: '\\frac{|}{}' },
  { name: 'power', sign: 'x²', latex: '^{|}' },
  { name: 'index', sign: 'x₁', latex: '_{|}' },
  { name: 'root', sign: '√', latex: '\\sqrt{|}' },
  { name: 'anyRoot', sign: 'ⁿ√', latex: '\\sqrt[n]{|}' },
  { name: 'brackets', sign: '( )', latex: '\\left(|\\right)' },
  { name: 'sum', sign: '∑', latex: '\\sum_{k=1}^{n} |' },
  { name: 'integral', sign: '∫', latex: '\\int_{a}^{b} |\\,dx' },
  { name: 'vector', sign: 'v⃗', latex: '\\vec{|}' },
  { name: 'cases', sign: '{', latex: '\\begin{cases} | \\\\  \\end{cases}' },
];

/** Single signs: what stands on the button is what comes. */
export const signs: readonly (readonly [sign: string, latex: string])[] = [
  ['·', '\\cdot '],
  ['±', '\\pm '],
  ['≤', '\\le '],
  ['≥', '\\ge '],
  ['≠', '\\ne '],
  ['≈', '\\approx '],
  ['→', '\\to '],
  ['⇒', '\\Rightarrow '],
  ['⇔', '\\Leftrightarrow '],
  ['∞', '\\infty '],
  ['∈', '\\in '],
  ['°', '^\\circ '],
  ['α', '\\alpha '],
  ['β', '\\beta '],
  ['γ', '\\gamma '],
  ['δ', '\\delta '],
  ['λ', '\\lambda '],
  ['μ', '\\mu '],
  ['π', '\\pi '],
  ['φ', '\\varphi '],
  ['ω', '\\omega '],
  ['Δ', '\\Delta '],
];

/** A text with a snippet in place of the marked part; `from` and `to` are places in the text, the answer says where the caret goes. */
export function withSnippet(text: string, from: number, to: number, snippet: string): { text: string; caret: number } {
  const [before = '', after = ''] = snippet.split('|');
  const held = snippet.includes('|') ? text.slice(from, to) : '';
  return { text: `${text.slice(0, from)}${before}${held}${after}${text.slice(to)}`, caret: from + before.length + held.length };
}
