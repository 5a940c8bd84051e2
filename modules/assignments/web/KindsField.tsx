import { Checkbox } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import type { HandInKind } from '../contract.ts';
import classes from './work.module.css';

const all: HandInKind[] = ['tick', 'text', 'files'];

/** How work is handed in: any mix, at least one. */
export function KindsField({ value, onChange }: { value: HandInKind[]; onChange: (kinds: HandInKind[]) => void }) {
  const t = useTexts('assignments');
  return (
    <Checkbox.Group
      label={t('editor.kinds')}
      description={value.length === 1 && value[0] === 'tick' ? t('editor.kindsTickHelp') : undefined}
      value={value}
      onChange={(chosen) => {
        const kinds = all.filter((kind) => chosen.includes(kind));
        // somehow work must be handed in: without text and files it is ticked off
        onChange(kinds.length === 0 ? ['tick'] : kinds);
      }}
    >
      <div className={classes.kinds}>
        {all.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`editor.kind.${kind}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
