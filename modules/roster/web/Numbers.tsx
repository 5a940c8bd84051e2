import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

const changes = ['new', 'changed', 'moved', 'leaving', 'unsure'] as const;
const standing = ['pupils', 'teachers', 'guardians', 'groups', 'courses', 'memberships'] as const;

/** What changes and what stands afterwards, as numbers with words. */
export function Numbers({ counts, sets }: { counts: NonNullable<Shown['counts']>; sets: Shown['sets'] }) {
  const t = useTexts('roster');
  return (
    <>
      <dl className={classes.numbers}>
        {changes.map((word) => (
          <div key={word} data-none={counts[word] === 0 || undefined}>
            <dt>{t(`counts.${word}`)}</dt>
            <dd className="num">{counts[word].toLocaleString(currentLanguage())}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('difference.after')}{' '}
        {standing.map((word) => t(`standing.${word}`, { count: counts[word].toLocaleString(currentLanguage()) })).join(', ')}.
      </p>
      {sets !== null && sets.groups + sets.groupsEnded + sets.courses + sets.coursesEnded + sets.joining + sets.going > 0 && (
        <p>{t('difference.sets', sets)}</p>
      )}
    </>
  );
}
