import { PDFDocument } from '@cantoo/pdf-lib';

/** A finished page: a JPEG and how many pixels it has. */
export interface MadePage {
  jpeg: Blob;
  width: number;
  height: number;
}

/** A4 in points of 1/72 inch. */
const a4 = { short: 595.28, long: 841.89 };

/**
 * One PDF of pages of A4, each upright or across as its picture is, the picture as large as it fits. The pictures go in as they are, one after the other.
 *
 * @param title  as readers show it
 */
export async function pagesPdf(pages: readonly MadePage[], title: string): Promise<Blob> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  for (const { jpeg, width, height } of pages) {
    const isUpright = height >= width;
    const page = pdf.addPage(isUpright ? [a4.short, a4.long] : [a4.long, a4.short]);
    const image = await pdf.embedJpg(await jpeg.arrayBuffer());
    const scale = Math.min(page.getWidth() / width, page.getHeight() / height);
    const [wide, high] = [width * scale, height * scale];
    page.drawImage(image, { x: (page.getWidth() - wide) / 2, y: (page.getHeight() - high) / 2, width: wide, height: high });
  }
  const bytes = await pdf.save();
  return new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
}
