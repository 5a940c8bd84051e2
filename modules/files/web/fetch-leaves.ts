import type { ComponentType } from 'react';
import { loadTexts } from '#kernel/web/texts.ts';
import type { LeavesProps } from './viewer/Leaves.tsx';

export type { LeavesProps } from './viewer/Leaves.tsx';
export type { Leaf } from './viewer/PdfPage.tsx';

/** The pages of a PDF or a picture, drawn in place, for what another module lays over them. Speaks the texts of this module, which a page of another has not fetched. */
export async function fetchLeaves(): Promise<ComponentType<LeavesProps>> {
  const texts = { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') };
  const [module] = await Promise.all([import('./viewer/Leaves.tsx'), loadTexts('files', texts)]);
  return module.default;
}
