import { longDate } from '#kernel/ui/say-when.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { TodayAnswer } from './day-words.ts';
import classes from './today.module.css';

/** Weekends and holidays say so, and when school goes on. On school days nothing stands here. */
export function FreeDay({ today }: { today: TodayAnswer }) {
  const t = useTexts('today');
  if (today.dayKind === 'school') return null;
  return (
    <div className={classes.free}>
      <p>{today.dayKind === 'weekend' ? t('freeTitle') : t('holidayTitle', { holiday: today.holiday ?? '' })}</p>
      <p className="quiet">{t('free', { day: longDate(today.nextSchoolDay, currentLanguage()) })}</p>
    </div>
  );
}
