/** A formula as it was typed. */
export interface TypedFormula {
  latex: string;
  /** On a line of its own. */
  isBlock: boolean;
}

/**
 * `$$…$$`, or `$…$` by the rule of Pandoc: right after the first and right before the last sign stands no space, and no digit follows, so that
 * "5 $ oder 10 $" and "$5 to $10" stay words. A backslash takes the meaning from a sign.
 */
const pattern = /(?<!\\)\$\$([^$]+)\$\$|(?<![\\$])\$(?=[^\s$])((?:\\.|[^$\\\n])+?)(?<![\s\\])\$(?![\d$])/g;

/** More in one text are no formulas but an attempt to keep the reader's device busy: they stay as typed. */
const most = 200;

/** Plain text cut into words and formulas, in order. Without a formula it is one piece. */
export function formulasIn(text: string): (string | TypedFormula)[] {
  const parts: (string | TypedFormula)[] = [];
  let [end, found] = [0, 0];
  for (const match of text.matchAll(pattern)) {
    const [whole, block, inline = ''] = match;
    found += 1;
    if (found > most) break;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ latex: (block ?? inline).trim(), isBlock: block !== undefined });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Whether any formula stands in a plain text. */
export function hasFormula(text: string): boolean {
  return text.includes('$') && formulasIn(text).some((part) => typeof part !== 'string');
}
