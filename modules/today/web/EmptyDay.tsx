import { Button } from '@mantine/core';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { TodayAnswer } from './day-words.ts';

/** Where the one button of an empty day leads, by role; it is shown when the menu has that page. */
const doors = { pupil: 'aufgaben', guardian: 'mein-zugang', teacher: 'aufgaben', office: 'alle' } as const;

/** What stands there when nothing is on and nothing is due soon: what comes here, and the next thing to do. */
export function EmptyDay({ today, childrenElsewhere }: { today: TodayAnswer; childrenElsewhere: boolean }) {
  const t = useTexts('today');
  const { person, navigation } = useShell();
  const onDay = today.timeline.length + today.due.length + today.running.length;
  if (onDay > 0 || today.children.length > 0 || childrenElsewhere || today.dayKind !== 'school') return null;
  const role = person.context === 'work' ? (person.capacities.includes('teacher') ? 'teacher' : 'office') : person.context;
  if (today.waiting.length > 0) {
    return (
      <EmptyState icon="today" title={t(`empty.${role}.title`)}>
        {t('empty.beside')}
      </EmptyState>
    );
  }
  const door = doors[role];
  const isOpen = door === 'alle' || navigation.some(({ path }) => path === door);
  return (
    <EmptyState
      icon="today"
      title={t(`empty.${role}.title`)}
      {...(isOpen && {
        action: (
          <Button variant="default" renderRoot={(props) => <PageLink to={door} {...props} />}>
            {t(`empty.${role}.action`)}
          </Button>
        ),
      })}
    >
      {t(`empty.${role}.text`)}
    </EmptyState>
  );
}
