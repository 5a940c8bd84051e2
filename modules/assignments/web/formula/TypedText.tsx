import { Formula } from './Formula.tsx';
import { formulasIn } from './formulas-in.ts';

/** Plain text as somebody typed it, with the formulas between `$` drawn. */
export function TypedText({ text }: { text: string }) {
  return formulasIn(text).map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place, and are drawn anew with the text
    typeof part === 'string' ? part : <Formula key={place} latex={part.latex} isBlock={part.isBlock} />,
  );
}
