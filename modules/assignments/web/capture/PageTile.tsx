import { useEffect, useState } from 'react';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './capture.module.css';
import type { Page } from './use-pages.ts';

/** A page, small, as it will stand in the file; choosing it shows what can be done with it. */
export function PageTile({ page, number, isChosen, onChoose }: { page: Page; number: number; isChosen: boolean; onChoose: () => void }) {
  const t = useTexts('assignments');
  const [address, setAddress] = useState<string | null>(null);
  const jpeg = page.made?.jpeg ?? null;
  useEffect(() => {
    if (jpeg === null) return;
    const made = URL.createObjectURL(jpeg);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [jpeg]);
  return (
    <button
      type="button"
      className={classes.tile}
      aria-pressed={isChosen}
      aria-label={t(jpeg === null ? 'pages.numberMaking' : 'pages.number', { number })}
      onClick={onChoose}
    >
      {address === null || jpeg === null ? <Skeleton rows={3} of="text" /> : <img src={address} alt="" loading="lazy" decoding="async" />}
      <span className="num" aria-hidden="true">
        {number}
      </span>
    </button>
  );
}
