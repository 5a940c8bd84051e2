import { useTexts } from '#kernel/web/texts.ts';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

/** Which classes of the year before go on as which, in plain words; nothing where none does. */
export function ContinuedList({ continued }: Pick<Shown, 'continued'>) {
  const t = useTexts('roster');
  if (continued.length === 0) return null;
  return (
    <section className={classes.step} aria-label={t('continued.title')}>
      <p>{t('continued.title')}</p>
      <ul className={classes.continued}>
        {continued.map(({ from, to, pupils }) => (
          <li key={`${from} ${to}`}>
            {t(from === to ? 'continued.same' : 'continued.as', { from, to })}{' '}
            <span className="quiet">{t('continued.pupils', { count: pupils })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
