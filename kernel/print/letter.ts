import type { Content } from 'pdfmake';
import { formB, marks, mm, placed } from './din-5008.ts';
import { boxed, type LetterBlock, letterBlock, sideOf } from './letter-blocks.ts';
import type { PrintPage } from './print-page.ts';
import { qrCode } from './qr-code.ts';

/** All that stands in a letter; ready texts in the reader's language. */
export type LetterParts = {
  /** `lines`: street, place, telephone, mail. The first two, behind the name, are what stands small in the window. */
  sender: { name: string; lines: readonly string[] };
  /** Name, street, place: at most six lines. */
  recipientLines: readonly string[];
  /** 'Musterhausen, 3. August 2027' */
  placeAndDate: string;
  subject: string;
  body: readonly LetterBlock[];
  /** What is to be read with a camera. */
  qr?: { text: string; caption: string };
  /** What is to be typed: large, in letters that cannot be mistaken. */
  codeBox?: { label: string; value: string };
  /** Behind code and QR: what more there is to say, and the greeting. */
  closing?: readonly LetterBlock[];
  footer: string;
};

/**
 * One letter after DIN 5008 form B: address in the window of the envelope, marks to fold and to punch, black on white. A body that is too long goes
 * on over a second page.
 *
 * @throws TypeError for more than six lines of address: they would not be seen in the window
 */
export function letter(parts: LetterParts): PrintPage {
  const { sender, placeAndDate, subject, body, closing = [], footer } = parts;
  const { text } = formB;
  return {
    margins: [mm(text.left), mm(text.top), mm(210 - text.right), mm(297 - text.bottom)],
    footer: { text: footer, fontSize: 8, lineHeight: 1.1, margin: [mm(text.left), mm(8), mm(210 - text.right), 0] },
    content: [
      marks(),
      placed({ left: text.left, top: 18, width: text.right - text.left }, [{ text: sender.name, fontSize: 15, bold: true }]),
      placed(formB.returnLine, [{ text: [sender.name, ...sender.lines.slice(0, 2)].join(' · '), fontSize: 6.5, lineHeight: 1 }]),
      address(parts.recipientLines),
      placed(formB.infoBlock, [
        { text: sender.name, bold: true, fontSize: 9 },
        ...sender.lines.map((line) => ({ text: line, fontSize: 9 })),
        { text: placeAndDate, fontSize: 9, margin: [0, 10, 0, 0] },
      ]),
      { text: subject, alignment: sideOf(subject), bold: true, fontSize: 11, margin: [0, mm(formB.subjectTop - text.top), 0, 16] },
      ...body.map(letterBlock),
      ...codes(parts),
      ...closing.map(letterBlock),
    ],
  };
}

/** Lines too long for the window are set smaller, all alike; what is still too long is broken, as no letter may be lost. */
function address(lines: readonly string[]): Content {
  if (lines.length > formB.addressZone.lines) throw new TypeError('an address has at most six lines');
  const longest = Math.max(0, ...lines.map((line) => [...line].length));
  const fontSize = longest <= 38 ? 10.5 : longest <= 46 ? 9 : 7.5;
  return placed(
    formB.addressZone,
    lines.map((line) => ({ text: line, fontSize, lineHeight: 1.05 })),
  );
}

const qrSize = mm(38);

/** The box with the code and the QR code beside each other; never torn apart by the end of a page. */
function codes({ qr, codeBox }: LetterParts): Content[] {
  if (!qr && !codeBox) return [];
  const box: Content = codeBox ? boxed(codeBox) : '';
  const picture: Content[] = qr ? [qrCode(qr.text, qrSize), { text: qr.caption, fontSize: 8, lineHeight: 1.05, alignment: 'center' }] : [];
  const columns = [{ width: '*', stack: [box] }, ...(qr ? [{ width: qrSize, stack: picture }] : [])];
  return [{ columns, columnGap: 12, unbreakable: true, margin: [0, 4, 0, 10] }];
}
