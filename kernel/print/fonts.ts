import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * DejaVu, embedded in every PDF: one free family with Latin in full (ğ ş ł ệ), Cyrillic, Greek, Arabic with Persian and Kurdish, Hebrew, Armenian and
 * Georgian, so that no name needs a second font; and a fixed-width face that tells 0 from O and 1 from l. It has no CJK, Indic or Ethiopic.
 */
export const fontFolder = join(dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json'))), 'ttf');

const face = (name: string) => join(fontFolder, `${name}.ttf`);

/** Upright faces for italics too: italic Arabic does not exist, and our pages have no italics. */
const family = (normal: string, bold: string) => ({
  normal: face(normal),
  bold: face(bold),
  italics: face(normal),
  bolditalics: face(bold),
});

/** The fonts a page may name: `sans` (the default) and `mono`. */
export const fonts = {
  sans: family('DejaVuSansCondensed', 'DejaVuSansCondensed-Bold'),
  mono: family('DejaVuSansMono', 'DejaVuSansMono-Bold'),
};
