import type { Answer } from '#kernel/contract/contract.ts';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { loadContract } from '../load/contract.ts';
import classes from './load.module.css';
import type { Work } from './shown-work.ts';

type Day = Answer<typeof loadContract>['days'][number];

/** What else is due for these pupils in the week of the chosen day: counts, and a gentle word when it is much. It never stands in the way. */
export function DueLoad({ work, dueAt }: { work: Work; dueAt: string }) {
  const t = useTexts('assignments');
  const day = berlinClock(dueAt).slice(0, 10);
  const ask = useAsk(loadContract, { query: { targetId: work.target.id, day, without: work.id } });
  if (ask.data === undefined) return null; // a hint only: without a line one sets work without it
  const { days, warnFrom } = ask.data;
  const chosen = days.find((each) => each.day === day);
  return (
    <div className={classes.load}>
      <table className={classes.week}>
        <caption>{t('load.caption')}</caption>
        <thead>
          <tr>
            {days.map((each) => (
              <th key={each.day} scope="col" data-kind={each.kind} aria-current={each.day === day ? 'date' : undefined}>
                <span>{shortDay(each.day, { weekday: 'short' })}</span>{' '}
                <span className="num">{shortDay(each.day, { day: 'numeric' })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {days.map((each) => (
              <td key={each.day} className="num" data-kind={each.kind} data-many={isMany(each, warnFrom) || undefined}>
                {each.most}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p role="status" className={classes.hint}>
        {chosen !== undefined && <Hint day={chosen} warnFrom={warnFrom} />}
      </p>
    </div>
  );
}

function Hint({ day, warnFrom }: { day: Day; warnFrom: number }) {
  const t = useTexts('assignments');
  const subjects = day.subjects.join(', ');
  return (
    <>
      {day.kind !== 'school' && (
        <span>
          <Icon name="calendar" size={18} /> {day.kind === 'holiday' ? t('load.holiday', { name: day.holiday ?? '' }) : t('load.weekend')}
        </span>
      )}
      {day.most > 0 && (
        <span data-many={isMany(day, warnFrom) || undefined}>
          <Icon name={isMany(day, warnFrom) ? 'alert' : 'info'} size={18} /> {t('load.due', { count: day.most, subjects })}{' '}
          {isMany(day, warnFrom) && t('load.many')}
        </span>
      )}
    </>
  );
}

function isMany({ most }: Day, warnFrom: number): boolean {
  return warnFrom > 0 && most >= warnFrom;
}

/** "Mo", or "23". */
function shortDay(day: string, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLanguage(), { ...part, timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}
