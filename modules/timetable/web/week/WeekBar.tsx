import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './week.module.css';
import { isDay } from './week-days.ts';

interface Props {
  day: string;
  isThisWeek: boolean;
  onDay: (day: string) => void;
  onWeek: (weeks: number) => void;
  onThisWeek: () => void;
}

/** Which week is shown: the one before, this one, the one after, that of a day. */
export function WeekBar({ day, isThisWeek, onDay, onWeek, onThisWeek }: Props) {
  const t = useTexts('timetable');
  return (
    <div className={`${classes.bar} not-printed`}>
      <ActionIcon variant="default" size="var(--target)" aria-label={t('week.before')} title={t('week.before')} onClick={() => onWeek(-1)}>
        <Icon name="arrow-left" size={18} />
      </ActionIcon>
      <Button variant="default" onClick={onThisWeek} aria-current={isThisWeek ? 'date' : undefined}>
        {t('week.this')}
      </Button>
      <ActionIcon variant="default" size="var(--target)" aria-label={t('week.after')} title={t('week.after')} onClick={() => onWeek(1)}>
        <Icon name="arrow-right" size={18} />
      </ActionIcon>
      <TextInput
        type="date"
        className={classes.jump ?? ''}
        aria-label={t('week.jump')}
        value={day}
        onChange={(event) => isDay(event.currentTarget.value) && onDay(event.currentTarget.value)}
      />
      <Button
        className={classes.print ?? ''}
        variant="default"
        leftSection={<Icon name="print" size={18} />}
        onClick={() => window.print()}
      >
        {t('week.print')}
      </Button>
    </div>
  );
}
