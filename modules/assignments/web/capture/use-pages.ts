import { useEffect, useRef, useState } from 'react';
import { forgetBlob, keepBlob, keptBlobs } from '#kernel/web/kept-blobs.ts';
import type { PageWish } from './make-page.ts';
import { makePageApart } from './make-page-apart.ts';
import type { MadePage } from './pages-pdf.ts';
import { readPhoto, wholePicture } from './read-photo.ts';

/** A page in the making. */
export interface Page {
  id: string;
  /** What the photo was called. */
  name: string;
  photo: Blob;
  wish: PageWish;
  /** null: being made. */
  made: MadePage | null;
}

export interface Pages {
  pages: readonly Page[];
  /** Photos that are still being read. */
  reading: number;
  /** Names of those this device cannot read. */
  unreadable: readonly string[];
  add: (files: readonly File[]) => void;
  change: (id: string, wish: Partial<PageWish>) => void;
  move: (id: string, by: 1 | -1) => void;
  remove: (id: string) => void;
  /** Forgets all, after they became a file or were thrown away. */
  clear: () => Promise<void>;
}

/** As many as one file may have. */
export const mostPages = 30;

/**
 * Photos that become pages: read one at a time, kept on this device until they have become a file.
 *
 * @param place  begins the keys under which they are kept
 */
export function usePages(place: string): Pages {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [reading, setReading] = useState(0);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const latest = useRef(pages);
  latest.current = pages;

  const show = (next: readonly Page[]) => {
    latest.current = next;
    setPages(next);
  };
  const make = (id: string) => {
    const page = latest.current.find((each) => each.id === id);
    if (page === undefined) return;
    makePageApart(page.photo, page.wish).then(
      (made) => show(latest.current.map((each) => (each.id === id && each.wish === page.wish ? { ...each, made } : each))),
      () => {
        show(latest.current.filter((each) => each.id !== id));
        setUnreadable((before) => [...before, page.name]);
      },
    );
  };
  /** All, when their order has changed. */
  const keep = (only?: string) => {
    latest.current.forEach((page, order) => {
      if (only === undefined || only === page.id)
        void keepBlob(`${place}/${page.id}`, page.photo, { ...page.wish, name: page.name, order });
    });
  };
  const addOne = async (file: File) => {
    try {
      const { blob, corners } = await readPhoto(file);
      const page: Page = { id: crypto.randomUUID(), name: file.name, photo: blob, wish: { corners, turns: 0, isWhite: true }, made: null };
      show([...latest.current, page].slice(0, mostPages));
      await keepBlob(`${place}/${page.id}`, blob, { ...page.wish, name: file.name, order: latest.current.length - 1 });
      make(page.id);
    } catch {
      setUnreadable((before) => [...before, file.name]);
    } finally {
      setReading((count) => count - 1);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per place; what is done inside looks at the latest by itself
  useEffect(() => {
    void keptBlobs(`${place}/`).then((kept) => {
      const there = kept
        .map(({ key, blob, details }) => ({ id: key.slice(place.length + 1), blob, ...readDetails(details) }))
        .sort((one, other) => one.order - other.order);
      if (there.length === 0) return;
      show(there.map(({ id, name, blob, wish }) => ({ id, name, photo: blob, wish, made: null })));
      for (const { id } of there) make(id);
    });
  }, [place]);

  return {
    pages,
    reading,
    unreadable,
    add: (files) => {
      const room = files.slice(0, Math.max(0, mostPages - latest.current.length));
      setUnreadable([]);
      setReading((count) => count + room.length);
      void room.reduce((before, file) => before.then(() => addOne(file)), Promise.resolve());
    },
    change: (id, wish) => {
      show(latest.current.map((page) => (page.id === id ? { ...page, wish: { ...page.wish, ...wish }, made: null } : page)));
      make(id);
      keep(id);
    },
    move: (id, by) => {
      const from = latest.current.findIndex((page) => page.id === id);
      const to = from + by;
      const next = [...latest.current];
      const [page] = next.splice(from, 1);
      if (page === undefined || to < 0 || to > next.length) return;
      next.splice(to, 0, page);
      show(next);
      keep();
    },
    remove: (id) => {
      show(latest.current.filter((page) => page.id !== id));
      void forgetBlob(`${place}/${id}`);
    },
    clear: async () => {
      const gone = latest.current;
      show([]);
      for (const { id } of gone) await forgetBlob(`${place}/${id}`);
    },
  };
}

/** What `keep` wrote; anything else begins anew. */
function readDetails(details: unknown): { wish: PageWish; name: string; order: number } {
  const known = (details ?? {}) as Partial<PageWish & { name: string; order: number }>; // written here, by this or an earlier build
  const { corners = wholePicture, turns = 0, isWhite = true, name = '', order = 0 } = known;
  return { wish: { corners, turns, isWhite }, name, order };
}
