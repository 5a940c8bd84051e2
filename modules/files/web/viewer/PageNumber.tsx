import { type RefObject, useEffect, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './viewer.module.css';

/** Which page is looked at, and a field to go to another. */
export function PageNumber({ count, stage }: { count: number; stage: RefObject<HTMLElement | null> }) {
  const t = useTexts('files');
  const [seen, setSeen] = useState(1);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    const scrolled = stage.current;
    if (scrolled === null) return;
    const look = () => {
      const middle = scrolled.getBoundingClientRect().top + scrolled.clientHeight / 2;
      const pages = [...scrolled.querySelectorAll<HTMLElement>('[data-page]')];
      const at = pages.findLastIndex((page) => page.getBoundingClientRect().top <= middle);
      setSeen(Math.max(at, 0) + 1);
    };
    scrolled.addEventListener('scroll', look, { passive: true });
    return () => scrolled.removeEventListener('scroll', look);
  }, [stage]);
  const go = () => {
    const wanted = Math.min(Math.max(Math.round(Number(typed)), 1), count);
    if (typed !== null && Number.isFinite(wanted))
      stage.current?.querySelector(`[data-page="${wanted}"]`)?.scrollIntoView({ block: 'start' });
    setTyped(null);
  };
  return (
    <label className={`${classes.pageNumber} num`}>
      <span className="only-heard">{t('viewer.page')}</span>
      <input
        inputMode="numeric"
        value={typed ?? String(seen)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
        }}
      />
      <span>{t('viewer.ofPages', { count })}</span>
    </label>
  );
}
