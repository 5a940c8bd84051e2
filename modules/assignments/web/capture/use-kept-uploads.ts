import { useEffect, useRef, useState } from 'react';
import { forgetBlob, keepBlob, keptBlobs } from '#kernel/web/kept-blobs.ts';
import { useShell } from '#kernel/web/shell.ts';
import { type ArrivedFile, type Uploads, useUploads } from '#modules/files/web/public.tsx';

export interface KeptUploads extends Uploads {
  /** Sends a file that was made on this device and lies nowhere else: it is kept here until it has arrived, also over a closed window. */
  addMade: (file: File) => void;
}

/**
 * Under which keys something made for a form is kept on this device: of this school and person only.
 *
 * @param form  as for drafts: `assignments.hand-in.<id>`
 */
export function useKeepingPlace(form: string): string {
  const { person, school } = useShell();
  return `${school.slug}.${person.id}.${form}`;
}

/** Uploads (files/web) that also take what was made on this device; what did not arrive in an earlier visit is sent again by itself. */
export function useKeptUploads(form: string, onArrived: (file: ArrivedFile) => void): KeptUploads {
  const place = `${useKeepingPlace(form)}/made`;
  const keyOf = ({ name, sizeBytes }: { name: string; sizeBytes: number }) => `${place}/${name}/${sizeBytes}`;
  const uploads = useUploads((file) => {
    void forgetBlob(keyOf(file));
    onArrived(file);
  });
  const begun = useRef('');
  const { add } = uploads;
  useEffect(() => {
    if (begun.current === place) return;
    begun.current = place;
    void keptBlobs(`${place}/`).then((kept) => {
      if (kept.length > 0) add(kept.map(({ key, blob }) => new File([blob], key.split('/').at(-2) ?? '', { type: blob.type })));
    });
  }, [place, add]);
  const [keeping, setKeeping] = useState(0);
  const addMade = (file: File) => {
    setKeeping((count) => count + 1);
    // kept first: the way to the server may be long
    void keepBlob(keyOf({ name: file.name, sizeBytes: file.size }), file).then(() => {
      add([file]);
      setKeeping((count) => count - 1);
    });
  };
  const files = uploads.files.map((file) => {
    const { remove } = file;
    if (remove === undefined) return file;
    const removeHere = () => {
      void forgetBlob(keyOf(file));
      remove();
    };
    return { ...file, remove: removeHere };
  });
  return { ...uploads, files, addMade, underWay: uploads.underWay || keeping > 0 };
}
