import ams from 'katex/dist/fonts/KaTeX_AMS-Regular.woff2?url';
import caligraphicBold from 'katex/dist/fonts/KaTeX_Caligraphic-Bold.woff2?url';
import caligraphic from 'katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2?url';
import frakturBold from 'katex/dist/fonts/KaTeX_Fraktur-Bold.woff2?url';
import fraktur from 'katex/dist/fonts/KaTeX_Fraktur-Regular.woff2?url';
import mainBold from 'katex/dist/fonts/KaTeX_Main-Bold.woff2?url';
import mainBoldItalic from 'katex/dist/fonts/KaTeX_Main-BoldItalic.woff2?url';
import mainItalic from 'katex/dist/fonts/KaTeX_Main-Italic.woff2?url';
import main from 'katex/dist/fonts/KaTeX_Main-Regular.woff2?url';
import mathBoldItalic from 'katex/dist/fonts/KaTeX_Math-BoldItalic.woff2?url';
import mathItalic from 'katex/dist/fonts/KaTeX_Math-Italic.woff2?url';
import sansBold from 'katex/dist/fonts/KaTeX_SansSerif-Bold.woff2?url';
import sansItalic from 'katex/dist/fonts/KaTeX_SansSerif-Italic.woff2?url';
import sans from 'katex/dist/fonts/KaTeX_SansSerif-Regular.woff2?url';
import script from 'katex/dist/fonts/KaTeX_Script-Regular.woff2?url';
import size1 from 'katex/dist/fonts/KaTeX_Size1-Regular.woff2?url';
import size2 from 'katex/dist/fonts/KaTeX_Size2-Regular.woff2?url';
import size3 from 'katex/dist/fonts/KaTeX_Size3-Regular.woff2?url';
import size4 from 'katex/dist/fonts/KaTeX_Size4-Regular.woff2?url';
import typewriter from 'katex/dist/fonts/KaTeX_Typewriter-Regular.woff2?url';
import styles from 'katex/dist/katex.min.css?raw';
import { pageNonce } from '#kernel/ui/nonce.ts';

const fonts: readonly (readonly [family: string, address: string, weight?: string, style?: string])[] = [
  ['AMS', ams],
  ['Caligraphic', caligraphicBold, '700'],
  ['Caligraphic', caligraphic],
  ['Fraktur', frakturBold, '700'],
  ['Fraktur', fraktur],
  ['Main', mainBold, '700'],
  ['Main', mainBoldItalic, '700', 'italic'],
  ['Main', mainItalic, '400', 'italic'],
  ['Main', main],
  ['Math', mathBoldItalic, '700', 'italic'],
  ['Math', mathItalic, '400', 'italic'],
  ['SansSerif', sansBold, '700'],
  ['SansSerif', sansItalic, '400', 'italic'],
  ['SansSerif', sans],
  ['Script', script],
  ['Size1', size1],
  ['Size2', size2],
  ['Size3', size3],
  ['Size4', size4],
  ['Typewriter', typewriter],
];

/**
 * Makes KaTeX's signs and styles known to the page, once, with its first formula. Its own style sheet would bring every font three times, for browsers
 * we do not serve; the browser fetches of these only what a formula uses.
 */
export function addFormulaStyles(): void {
  for (const [family, address, weight = '400', style = 'normal'] of fonts)
    document.fonts.add(new FontFace(`KaTeX_${family}`, `url(${address})`, { weight, style, display: 'swap' }));
  const sheet = document.createElement('style');
  sheet.nonce = pageNonce();
  sheet.textContent = styles.replace(/@font-face\s*\{[^}]*\}/g, '');
  document.head.append(sheet);
}
