import { Checkbox, Radio } from '@mantine/core';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { targetPupilsContract } from '../set/contract.ts';
import classes from './work.module.css';

interface Props {
  target: { id: string };
  /** null: everybody in the course or class. */
  value: string[] | null;
  onChange: (pupilIds: string[] | null) => void;
}

/** For whom: everybody, or single pupils by name. */
export function RecipientsField({ target, value, onChange }: Props) {
  const t = useTexts('assignments');
  const list = usePages(targetPupilsContract, { params: { targetId: target.id }, query: { limit: 200 } });
  const toggle = (id: string) => {
    const chosen = value ?? [];
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  };
  return (
    <div className={classes.choices}>
      <Radio.Group
        label={t('editor.recipients')}
        value={value === null ? 'all' : 'some'}
        onChange={(next) => onChange(next === 'all' ? null : [])}
      >
        <div className={classes.choices}>
          <Radio value="all" label={t('editor.everybody', { count: list.rows.length })} />
          <Radio
            value="some"
            label={value === null ? t('editor.some') : `${t('editor.some')}: ${t('editor.chosen', { count: value.length })}`}
          />
        </div>
      </Radio.Group>
      {value !== null && list.pending && <Skeleton rows={4} />}
      {value !== null && list.error !== null && <ErrorState error={list.error} again={list.again} />}
      {value !== null && list.rows.length > 0 && (
        <fieldset className={classes.pupils} aria-label={t('editor.some')}>
          {list.rows.map(({ id, name }) => (
            <Checkbox key={id} checked={value.includes(id)} onChange={() => toggle(id)} label={<Person name={name} />} />
          ))}
        </fieldset>
      )}
    </div>
  );
}
