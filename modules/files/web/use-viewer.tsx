import { type ComponentType, type ReactNode, useState } from 'react';
import { loadTexts } from '#kernel/web/texts.ts';
import type { ViewerProps } from './viewer/FileViewer.tsx';
import type { ViewedFile } from './viewer/viewed-file.ts';

/** Opens files over the whole window. */
export interface Viewer {
  /** Shows the file at this place of the list; where the viewer cannot be fetched, the file is downloaded instead. */
  open: (place: number) => void;
  /** To be drawn by the page: the open viewer, or nothing. */
  shown: ReactNode;
}

/**
 * A viewer for these files, walked through in this order. It is fetched when the first file is opened; closing gives the focus back to
 * where it was.
 */
export function useViewer(files: readonly ViewedFile[]): Viewer {
  const [opened, setOpened] = useState<{ View: ComponentType<ViewerProps>; first: number; from: Element | null } | null>(null);
  const open = async (first: number) => {
    const from = document.activeElement;
    try {
      setOpened({ View: await fetchViewer(), first, from });
    } catch {
      download(files[first]);
    }
  };
  const close = () => {
    setOpened(null);
    const from = opened?.from;
    // after the dialog has let go of the focus
    if (from instanceof HTMLElement) requestAnimationFrame(() => from.focus({ preventScroll: true }));
  };
  return {
    open: (place) => void open(place),
    shown: opened === null ? null : <opened.View files={files} first={opened.first} onClose={close} />,
  };
}

/** The viewer speaks the texts of this module, which a page of another module has not fetched. */
async function fetchViewer(): Promise<ComponentType<ViewerProps>> {
  const texts = { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') };
  const [module] = await Promise.all([import('./viewer/FileViewer.tsx'), loadTexts('files', texts)]);
  return module.default;
}

/** Takes a file to the device as a click on its link would. */
export function download(file: { address: string; name: string } | undefined): void {
  if (file === undefined) return;
  const link = document.createElement('a');
  link.href = file.address;
  link.download = file.name;
  link.click();
}
