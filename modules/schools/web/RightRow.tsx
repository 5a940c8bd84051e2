import { Button, Checkbox } from '@mantine/core';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Rights } from './rights.ts';
import classes from './schools.module.css';

type Right = Rights['modules'][number]['rights'][number];

interface Props {
  right: Right;
  cell: Right['cells'][number];
  busy: boolean;
  /** null: back to the default */
  onChange: (granted: boolean | null) => void;
}

/** One right of one role: has it or not, whether that is the default, and what cannot be changed. */
export function RightRow({ right, cell, busy, onChange }: Props) {
  const t = useTexts('schools');
  const changed = cell.granted !== cell.byDefault;
  return (
    <li className={classes.right}>
      <Checkbox
        label={right.title}
        aria-label={t('rights.cell', { capacity: t(`capacity.${cell.capacity}`), right: right.title })}
        checked={cell.granted}
        disabled={busy || right.fixed || (!cell.possible && !cell.granted)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={classes.rightTags}>
        {right.strong && <Tag icon="shield">{t('rights.strong')}</Tag>}
        {right.fixed && <Tag icon="lock">{t('rights.fixed')}</Tag>}
        {changed && (
          <>
            <Tag kind="changed">{t('rights.changed')}</Tag>
            <Button variant="subtle" size="compact-sm" disabled={busy} onClick={() => onChange(null)}>
              {t('rights.back')}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}
