import { useRef, useState } from 'react';
import type { ArrivedFile, Uploads } from '#modules/files/web/public.tsx';
import { useKeptUploads } from '../capture/use-kept-uploads.ts';

/** A picture that has arrived among one's own files. */
export interface ArrivedPicture {
  file: ArrivedFile;
  /** Pixels; null when it was sent on from an earlier visit. */
  size: { width: number; height: number } | null;
}

export interface Pictures {
  /** Scales, sends and hands them on when they have arrived. */
  add: (files: readonly File[]) => void;
  uploads: Uploads;
  /** Names of files this device could not read. */
  unreadable: readonly string[];
}

/**
 * Pictures on their way into a text: scaled on this device, kept there until they have arrived, sent by the way that survives a lost line.
 *
 * @param form  under which they are kept, as for drafts; no other uploads may have the same
 */
export function usePictures(form: string, onArrived: (picture: ArrivedPicture) => void): Pictures {
  const sizes = useRef(new Map<string, { width: number; height: number }>());
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const [scaling, setScaling] = useState(0);
  const uploads = useKeptUploads(form, (file) => onArrived({ file, size: sizes.current.get(`${file.name} ${file.sizeBytes}`) ?? null }));
  const addOne = async (file: File) => {
    try {
      const { scalePicture } = await import('./scale-picture.ts');
      const { file: scaled, width, height } = await scalePicture(file);
      sizes.current.set(`${scaled.name} ${scaled.size}`, { width, height });
      uploads.addMade(scaled);
    } catch {
      setUnreadable((before) => [...before, file.name]);
    }
    setScaling((count) => count - 1);
  };
  return {
    add: (files) => {
      setUnreadable([]);
      setScaling((count) => count + files.length);
      // one after the other: a phone holds one large picture at a time
      void files.reduce((before, file) => before.then(() => addOne(file)), Promise.resolve());
    },
    uploads: { ...uploads, underWay: uploads.underWay || scaling > 0 },
    unreadable,
  };
}
