import type { Editor } from '@tiptap/react';
import { useRef, useState } from 'react';
import { type Uploads, useUploads } from '#modules/files/web/public.tsx';

export interface Pictures {
  /** Scales, sends and puts them where the cursor stands when they have arrived. */
  add: (files: readonly File[]) => void;
  uploads: Uploads;
  /** Names of files this device could not read. */
  unreadable: readonly string[];
}

/** Pictures on their way into an editor: scaled on this device, sent by the way that survives a lost line. */
export function usePictures(editor: () => Editor | null): Pictures {
  const sizes = useRef(new Map<string, { width: number; height: number }>());
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const uploads = useUploads(({ id, name, sizeBytes }) => {
    const { width = null, height = null } = sizes.current.get(`${name} ${sizeBytes}`) ?? {};
    const there = editor();
    // behind what is marked, never in its place
    there?.commands.insertContentAt(there.state.selection.to, {
      type: 'image',
      attrs: { fileId: id, size: 'medium', alt: '', width, height },
    });
  });
  const addOne = async (file: File) => {
    try {
      const { scalePicture } = await import('./scale-picture.ts');
      const { file: scaled, width, height } = await scalePicture(file);
      sizes.current.set(`${scaled.name} ${scaled.size}`, { width, height });
      uploads.add([scaled]);
    } catch {
      setUnreadable((before) => [...before, file.name]);
    }
  };
  return {
    add: (files) => {
      setUnreadable([]);
      // one after the other: a phone holds one large picture at a time
      void files.reduce((before, file) => before.then(() => addOne(file)), Promise.resolve());
    },
    uploads,
    unreadable,
  };
}
