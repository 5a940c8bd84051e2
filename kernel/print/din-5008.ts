import type { Content } from 'pdfmake';

/** Millimetres in points. */
export const mm = (length: number): number => (length * 72) / 25.4;

/** The German business letter on A4, DIN 5008:2020 form B; all in millimetres from the upper left corner of the sheet. */
export const formB = {
  /** Where text stands; a second page begins at `top`. Below `bottom` is the footer. */
  text: { left: 25, right: 190, top: 20, bottom: 270 },
  /** What the window of an envelope (DIN 680) shows; the text in it begins 5 mm further in. */
  addressField: { left: 20, top: 45, width: 85, height: 45 },
  /** The lower part of the field: six lines of address. The upper part holds the sender in small letters, at its foot. */
  addressZone: { left: 25, top: 62.7, width: 78, lines: 6 },
  returnLine: { left: 25, top: 58.4, width: 78 },
  infoBlock: { left: 125, top: 50, width: 65 },
  subjectTop: 98.46,
  foldMarks: [105, 210],
  holeMark: 148.5,
} as const;

/** Something at a fixed place of the sheet, out of the flow. */
export function placed(place: { left: number; top: number; width: number }, stack: Content[]): Content {
  return { absolutePosition: { x: mm(place.left), y: mm(place.top) }, columns: [{ width: mm(place.width), stack }] };
}

/** Two marks where to fold for the envelope, and a longer one between them where to punch. */
export function marks(): Content {
  const mark = (top: number, length: number) => ({
    type: 'line' as const,
    x1: 0,
    y1: mm(top),
    x2: mm(length),
    y2: mm(top),
    lineWidth: 0.4,
  });
  return { absolutePosition: { x: mm(4), y: 0 }, canvas: [...formB.foldMarks.map((top) => mark(top, 4)), mark(formB.holeMark, 6)] };
}
