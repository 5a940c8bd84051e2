import { formB, mm } from '#kernel/print/din-5008.ts';
import type { PrintPage } from '#kernel/print/print-page.ts';

/** What stands on the page behind the letters; ready texts. */
export interface LeftOut {
  title: string;
  /** Why, and who prints these letters instead. */
  why: string;
  names: readonly string[];
}

/** A page for whoever prints, not for the post: whose letters are not among these. */
export function leftOutPage({ title, why, names }: LeftOut): PrintPage {
  const { text } = formB;
  return {
    margins: [mm(text.left), mm(text.top), mm(210 - text.right), mm(297 - text.bottom)],
    content: [
      { text: title, bold: true, fontSize: 14, margin: [0, 0, 0, 8] },
      { text: why, margin: [0, 0, 0, 12] },
      { ul: names.map((name) => ({ text: name })) },
    ],
  };
}
