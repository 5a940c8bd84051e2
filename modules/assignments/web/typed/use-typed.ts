import { useRef } from 'react';
import type { ArrivedFile } from '#modules/files/web/public.tsx';
import { asTyped, isDrawn, picturesNamed } from '../../typed-pictures/contract.ts';
import { type Pictures, usePictures } from '../picture/use-pictures.ts';
import type { TypedHandle } from './TypedEditor.tsx';

interface Content {
  text: string;
  files: ArrivedFile[];
}

/** A text that is being typed, and the pictures that stand in it. */
export interface Typed {
  /** Takes a text: files of pictures that have left it go, those of pictures that have come back (undone) return. */
  type: (text: string) => void;
  pictures: Pictures;
  isKnown: (fileId: string) => boolean;
  handle: React.RefObject<TypedHandle | null>;
}

/**
 * Plain text with pictures, whose files lie among those that will be handed in.
 *
 * @param form  under which pictures on their way are kept on this device
 * @param now   what is there at this moment
 */
export function useTyped(form: string, now: () => Content, set: (content: Content) => void): Typed {
  const seen = useRef(new Map<string, ArrivedFile>());
  const handle = useRef<TypedHandle>(null);
  for (const file of now().files) seen.current.set(file.id, file);
  const type = (text: string) => {
    const { text: before, files } = now();
    const [was, is] = [picturesNamed(before), picturesNamed(text)];
    const staying = files.filter((file) => !isDrawn(file) || !was.includes(file.id) || is.includes(file.id));
    const back = is.flatMap((id) => (staying.some((file) => file.id === id) ? [] : (seen.current.get(id) ?? [])));
    set({ text, files: [...staying, ...back] });
  };
  const pictures = usePictures(`${form}.pictures`, (picture) => {
    seen.current.set(picture.file.id, picture.file);
    if (handle.current !== null) return handle.current.insertPicture(picture);
    const { text } = now();
    type(`${text}${text === '' ? '' : '\n'}${asTyped({ fileId: picture.file.id, alt: '', size: picture.size })}`);
  });
  return { type, pictures, isKnown: (fileId) => seen.current.has(fileId), handle };
}
