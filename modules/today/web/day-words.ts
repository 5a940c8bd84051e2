import type { Answer } from '#kernel/contract/contract.ts';
import { longDate } from '#kernel/ui/say-when.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { startContract } from '../contract.ts';
import { dueOn } from './item-times.ts';

export type TodayAnswer = Answer<typeof startContract>['today'];
export type DayItem = TodayAnswer['due'][number];

/** How a day is spoken of: "Montag, 23. November" and "KW 48 · 2 Aufgaben bis heute". */
export function useDayWords() {
  const t = useTexts('today');
  const language = currentLanguage();
  return {
    title: (today: TodayAnswer) => longDate(today.day, language),
    sub: (today: TodayAnswer) => {
      const { week, dayKind, holiday, nextSchoolDay, day } = today;
      const next = longDate(nextSchoolDay, language);
      if (dayKind === 'weekend') return t('weekendSub', { week, day: next });
      if (dayKind === 'holiday') return t('holidaySub', { week, holiday: holiday ?? '', day: next });
      const due = [today, ...today.children].flatMap((part) => dueOn(part, day)).filter(({ state }) => state !== 'done').length;
      return `${t('week', { week })} · ${due === 0 ? t('nothingDue') : t('due', { count: due })}`;
    },
  };
}
