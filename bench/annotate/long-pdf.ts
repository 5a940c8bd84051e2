import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';

/** A PDF of A4 pages full of text and with a drawing on each, as an essay or a worksheet has them. */
export async function longPdf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText(`Seite ${number}`, { x: 60, y: 780, size: 18, font });
    for (let line = 0; line < 34; line += 1)
      page.drawText(
        `${line + 1}) Rechnung: ${line}x + 5 - x + ${number} = ${line - 1}x + ${number + 5}, dann die Probe und ein Satz dazu.`,
        {
          x: 60,
          y: 740 - line * 18,
          size: 11,
          font,
        },
      );
    for (let ray = 0; ray < 40; ray += 1) {
      const angle = (ray / 40) * 2 * Math.PI;
      page.drawLine({
        start: { x: 460, y: 90 },
        end: { x: 460 + Math.cos(angle) * 60, y: 90 + Math.sin(angle) * 60 },
        thickness: 1,
        color: rgb(ray / 40, 0.4, 0.6),
      });
    }
  }
  return pdf.save();
}
