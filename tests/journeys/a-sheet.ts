import type { Page } from 'playwright-core';

/** A photo of a bright sheet on a dark table, a tenth of its size from each edge. */
export async function aSheet(page: Page, side: number): Promise<Buffer> {
  const address = await page.evaluate((size) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
    const pen = canvas.getContext('2d');
    if (pen === null) return '';
    pen.fillStyle = '#443322';
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = '#eeeeee';
    pen.fillRect(size / 10, size / 10, size * 0.8, size * 0.8);
    pen.fillStyle = '#222266';
    pen.font = `${size / 15}px sans-serif`;
    pen.fillText('3x + 4 = 25', size / 5, size / 2);
    return canvas.toDataURL('image/png');
  }, side);
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}
