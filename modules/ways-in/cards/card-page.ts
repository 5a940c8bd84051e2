import type { Content } from 'pdfmake';
import { mm } from '#kernel/print/din-5008.ts';
import type { PrintPage } from '#kernel/print/print-page.ts';
import { qrCode } from '#kernel/print/qr-code.ts';

/** What stands on a card; ready texts. */
export interface PrintedCard {
  schoolName: string;
  name: string;
  className: string;
  /** Address with the code, for the camera. */
  link: string;
  /** The code in groups of four, to be typed. */
  code: string;
  /** 'Ohne Kamera: schulhof.example/karte' */
  typeAt: string;
}

/** Eight cards of 99 × 68 mm on an A4 sheet, in millimetres. */
const sheet = { columns: 2, rows: 4, left: 6, top: 12.5, width: 99, height: 68 };
export const cardsOnASheet = sheet.columns * sheet.rows;
const inner = 6;
const qrSize = 34;

/** One sheet to be cut along the dashed lines. Says who and which school, never which pictures. */
export function cardSheet(cards: readonly PrintedCard[]): PrintPage {
  return { margins: [0, 0, 0, 0], content: cards.slice(0, cardsOnASheet).flatMap((card, at) => cardAt(card, at)) };
}

function cardAt(card: PrintedCard, at: number): Content[] {
  const left = sheet.left + (at % sheet.columns) * sheet.width;
  const top = sheet.top + Math.floor(at / sheet.columns) * sheet.height;
  const frame = {
    type: 'rect' as const,
    x: 0,
    y: 0,
    w: mm(sheet.width),
    h: mm(sheet.height),
    lineWidth: 0.4,
    dash: { length: 3 },
    lineColor: '#777777',
  };
  const textWidth = sheet.width - qrSize - 3 * inner;
  const longName = [...card.name].length > 22;
  return [
    { absolutePosition: { x: mm(left), y: mm(top) }, canvas: [frame] },
    box(left + inner, top + inner, textWidth, [
      { text: card.schoolName, fontSize: 8, lineHeight: 1.1 },
      { text: card.name, fontSize: longName ? 12 : 15, bold: true, margin: [0, 6, 0, 2], lineHeight: 1.1 },
      { text: card.className, fontSize: 12 },
    ]),
    box(left + sheet.width - inner - qrSize, top + inner, qrSize, [qrCode(card.link, mm(qrSize))]),
    box(left + inner, top + inner + qrSize + 5, sheet.width - 2 * inner, [
      { text: card.code, font: 'mono', fontSize: 9, bold: true, noWrap: true },
      { text: card.typeAt, fontSize: 7.5, margin: [0, 4, 0, 0], lineHeight: 1.1 },
    ]),
  ];
}

function box(left: number, top: number, width: number, stack: Content[]): Content {
  return { absolutePosition: { x: mm(left), y: mm(top) }, columns: [{ width: mm(width), stack }] };
}
