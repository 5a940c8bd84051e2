import { useTexts } from '#kernel/web/texts.ts';
import { useWaiting } from '#kernel/web/use-waiting.ts';
import classes from './Skeleton.module.css';
import { WaitingPanel } from './WaitingPanel.tsx';

interface Props {
  /** How many rows are likely; the heights are those of the real rows, so nothing jumps. */
  rows?: number;
  /** `row` for lists (44 px), `entry` for a timeline (74 px), `text` for paragraphs. */
  of?: 'row' | 'entry' | 'text';
}

/** A quiet outline of what is coming. Shows after a moment only, since most answers are faster; what waits for room is told instead. */
export function Skeleton({ rows = 6, of = 'row' }: Props) {
  const t = useTexts('kernel');
  if (useWaiting() !== null) return <WaitingPanel />;
  return (
    <div className={classes.skeleton} role="status">
      <span className="only-heard">{t('shell.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // the rows are all alike and never change places
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <i key={row} data-of={of} style={{ inlineSize: of === 'text' ? `${92 - ((row * 17) % 31)}%` : '100%' }} />
      ))}
    </div>
  );
}
