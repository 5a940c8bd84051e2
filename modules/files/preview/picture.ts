import { open } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Limits, runConfined } from './confine.ts';
import { phonePhotos } from './contract.ts';
import { toolFor } from './tools.ts';

/** A photograph of a phone takes two seconds. */
const limits: Limits = { seconds: 30, memoryMegabytes: 2_048, fileMegabytes: 300, printedBytes: 0 };

/** Longest side in pixels: enough for a tablet. */
const side = 1600;

/** JPEG becomes smaller while it is read; of everything else all pixels lie in memory, four bytes each. */
const mostPixels = (type: string) => (type === 'image/jpeg' ? 200_000_000 : 40_000_000);

/**
 * Makes a smaller picture, upright, without what the camera noted (place, time, device).
 *
 * @param source  the picture, in a folder that is thrown away
 * @param type  its media type
 * @returns the path of a WebP; null when it cannot be read or is too large
 */
export async function smallerPicture(source: string, { type, folder, hidden, signal }: Asked): Promise<string | null> {
  const isPhone = phonePhotos.has(type);
  const path = isPhone ? await decoded(source, { type, folder, hidden, signal }) : source;
  if (path === null) return null;
  // what the decoder has turned already still says in some of its versions that it has to be turned
  const isUpright = isPhone && (await saysHowItIsTurned(source));
  const made = join(folder, 'made.webp');
  try {
    const picture = sharp(path, { limitInputPixels: mostPixels(path === source ? type : 'image/jpeg'), sequentialRead: true });
    await (isUpright ? picture : picture.autoOrient())
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 3 })
      .timeout({ seconds: 30 })
      .toFile(made);
    return made;
  } catch {
    return null; // broken, of too many pixels, or too slow: the picture itself is still there
  }
}

interface Asked {
  type: string;
  folder: string;
  /** Folders the decoder must not see. */
  hidden: readonly string[];
  signal: AbortSignal;
}

/** Whether a HEIC turns or mirrors its picture itself (properties irot and imir, ISO/IEC 23008-12 section 6.5.10); they stand at its beginning. */
async function saysHowItIsTurned(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(262_144), 0, 262_144, 0);
    const head = buffer.subarray(0, bytesRead);
    return head.includes('irot') || head.includes('imir');
  } finally {
    await file.close();
  }
}

/** HEIC as a JPEG, turned as the file itself says. */
async function decoded(source: string, { folder, hidden, signal }: Asked): Promise<string | null> {
  const tool = toolFor('photo');
  if (tool === null) return null;
  const path = join(folder, 'decoded.jpg');
  const { code } = await runConfined([tool, '-q', '92', source, path], { folder, hidden, limits, signal });
  return code === 0 ? path : null;
}
