import { drawnPictures, officeEndings, phonePhotos, scans } from './contract.ts';
import { toolFor } from './tools.ts';

/** Office files take long: pictures do not wait for them. */
export type Lane = 'office' | 'picture';

/** By whom a preview is made of a file of this type; null when this server makes none. */
export function laneOf(type: string): Lane | null {
  if (officeEndings.has(type)) return toolFor('office') === null ? null : 'office';
  if (phonePhotos.has(type)) return toolFor('photo') === null ? null : 'picture';
  return scans.has(type) || drawnPictures.has(type) ? 'picture' : null;
}

/** The type a made preview must have, by what its bytes are. */
export const madeTypes: Readonly<Record<Lane, string>> = { office: 'application/pdf', picture: 'image/webp' };
