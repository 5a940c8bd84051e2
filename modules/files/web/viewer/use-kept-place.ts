import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** The page at the top of the stage, and how far into it. */
interface Place {
  page: number;
  share: number;
}

/** Keeps the page one reads at its place when all pages change their size. `size` is what they are drawn by. */
export function useKeptPlace(stage: RefObject<HTMLElement | null>, size: string): void {
  const place = useRef<Place>({ page: 1, share: 0 });
  useLayoutEffect(() => {
    const { page, share } = place.current;
    const shown = stage.current?.querySelector<HTMLElement>(`[data-page="${page}"]`);
    if (size !== '' && stage.current && shown) stage.current.scrollTop += topOf(shown, stage.current) + share * shown.offsetHeight;
  }, [stage, size]);
  useEffect(() => {
    const scrolled = stage.current;
    if (scrolled === null) return;
    const note = () => {
      const pages = [...scrolled.querySelectorAll<HTMLElement>('[data-page]')];
      const at = pages.findLast((page) => topOf(page, scrolled) <= 0) ?? pages[0];
      if (at) place.current = { page: Number(at.dataset['page']), share: Math.max(0, -topOf(at, scrolled) / at.offsetHeight) };
    };
    scrolled.addEventListener('scroll', note, { passive: true });
    return () => scrolled.removeEventListener('scroll', note);
  }, [stage]);
}

function topOf(page: HTMLElement, stage: HTMLElement): number {
  return page.getBoundingClientRect().top - stage.getBoundingClientRect().top;
}
