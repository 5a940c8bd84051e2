import { ActionIcon } from '@mantine/core';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { Icon } from '#kernel/ui/Icon.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { useNow } from '#kernel/ui/use-now.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { Column } from './columns.ts';
import classes from './week.module.css';
import { shortWeekday } from './week-days.ts';

interface Props {
  columns: readonly Column[];
  day: string;
  onDay: (day: string) => void;
  onStep: (step: 1 | -1) => void;
}

/** The days of the week for phones, which show one at a time: a day before, each day, a day after. */
export function DayStrip({ columns, day, onDay, onStep }: Props) {
  const t = useTexts('timetable');
  const today = berlinClock(useNow()).slice(0, 10);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div role="group" aria-label={t('week.days')} className={`${classes.strip} not-printed`}>
      <ActionIcon variant="subtle" size="var(--target)" aria-label={t('week.dayBefore')} onClick={() => onStep(-1)}>
        <Icon name="arrow-left" size={18} />
      </ActionIcon>
      {columns.map((column) => (
        <button
          key={column.day}
          type="button"
          aria-pressed={column.day === day}
          data-today={column.day === today || undefined}
          onClick={() => onDay(column.day)}
        >
          <span aria-hidden="true">{shortWeekday(column.day, currentLanguage())}</span>
          <b className="num" aria-hidden="true">
            {Number(column.day.slice(8))}
          </b>
          <span className="only-heard">
            {longDate(column.day, currentLanguage())}
            {column.free !== null && `, ${column.free}`}
          </span>
        </button>
      ))}
      <ActionIcon variant="subtle" size="var(--target)" aria-label={t('week.dayAfter')} onClick={() => onStep(1)}>
        <Icon name="arrow-right" size={18} />
      </ActionIcon>
    </div>
  );
}
