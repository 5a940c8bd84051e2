import { Button } from '@mantine/core';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Week } from './columns.ts';
import classes from './week.module.css';

interface Props {
  week: Week;
  /** Whether the caller has a plan of their own: guardians have none. */
  hasOwn: boolean;
  onOf: (of: string) => void;
  /** Opens the list of all plans; absent without the right to them. */
  onOthers?: () => void;
  othersOpen: boolean;
}

/** Whose plan is shown, as buttons: the own one, children, the own class; and the way to all others. Nothing when there is no choice. */
export function Plans({ week, hasOwn, onOf, onOthers, othersOpen }: Props) {
  const t = useTexts('timetable');
  const { of, near } = week;
  if (near.length + (hasOwn ? 1 : 0) < 2 && onOthers === undefined && of.isOwn) return null;
  const isNear = of.isOwn || near.some((one) => one.of === of.of);
  return (
    <nav aria-label={t('plans.label')} className={`${classes.plans} not-printed`}>
      {hasOwn && (
        <button type="button" aria-current={of.isOwn ? 'page' : undefined} onClick={() => onOf('me')}>
          {t('plans.own')}
        </button>
      )}
      {near.map((one) => (
        <button key={one.of} type="button" aria-current={one.of === of.of ? 'page' : undefined} onClick={() => onOf(one.of)}>
          {one.kind === 'person' ? <Private>{one.name}</Private> : t('plans.class', { name: one.name })}
        </button>
      ))}
      {!isNear && (
        <button type="button" aria-current="page" onClick={() => onOf(of.of)}>
          {of.kind === 'class' ? (
            t('plans.class', { name: of.name })
          ) : of.kind === 'room' ? (
            t('plans.room', { name: of.name })
          ) : (
            <Private>{of.name}</Private>
          )}
        </button>
      )}
      {onOthers !== undefined && (
        <Button variant="subtle" aria-expanded={othersOpen} leftSection={<Icon name="search" size={18} />} onClick={onOthers}>
          {t('plans.others')}
        </Button>
      )}
    </nav>
  );
}
