import type { Content } from 'pdfmake';

/** A page of one's own making, as pdfmake describes it: plain data without functions. What is too long goes on over further pages. */
export type PrintPage = {
  content: Content;
  /** left, top, right, bottom, in points. */
  margins: [number, number, number, number];
  /** Stands within the lower margin, on each of the pages. */
  footer?: Content;
};
