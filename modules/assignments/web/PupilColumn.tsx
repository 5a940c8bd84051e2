import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useArrowKeys } from '#kernel/ui/use-arrow-keys.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { PupilResult } from '../answer/contract.ts';
import classes from './correction.module.css';

interface Props {
  rows: readonly PupilResult[];
  current: string;
  answerOf: (row: PupilResult) => { finished: boolean };
  onChoose: (pupilId: string) => void;
}

/** Names with how far each is; / finds one. */
export function PupilColumn({ rows, current, answerOf, onChoose }: Props) {
  const t = useTexts('assignments');
  const arrows = useArrowKeys();
  const [words, setWords] = useState('');
  const shown = rows.filter(({ name }) => name.toLocaleLowerCase('de').includes(words.trim().toLocaleLowerCase('de')));
  return (
    <nav className={classes.who} aria-label={t('correction.list')}>
      <TextInput
        id="correction-find"
        type="search"
        aria-label={t('correction.filter')}
        placeholder={t('correction.filter')}
        value={words}
        leftSection={<Icon name="search" size={18} />}
        rightSection={<kbd>/</kbd>}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = shown[0];
          if (event.key === 'Enter' && !event.ctrlKey && first !== undefined) onChoose(first.pupilId);
          if (event.key === 'Escape') {
            setWords('');
            event.currentTarget.blur();
          }
        }}
      />
      <ul {...arrows}>
        {shown.map((row) => (
          <li key={row.pupilId}>
            <button
              type="button"
              data-row
              onClick={() => onChoose(row.pupilId)}
              data-nothing={row.handIn === null || undefined}
              {...(row.pupilId === current && { 'aria-current': 'true' })}
            >
              <span>
                <Person name={row.name} />
              </span>
              <Mark row={row} finished={answerOf(row).finished} />
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('correction.keys')}</p>
    </nav>
  );
}

function Mark({ row, finished }: { row: PupilResult; finished: boolean }) {
  const t = useTexts('assignments');
  if (finished)
    return (
      <small className={classes.done}>
        <Icon name="check" size={16} />{' '}
        {row.answer?.givenBackAt && !row.answer.changedSince ? t('correction.givenBack') : t('correction.finished')}
      </small>
    );
  if (row.handIn === null) return <small>{t('correction.nothing')}</small>;
  if (row.handIn.late)
    return (
      <small className={classes.late}>
        <Icon name="clock" size={16} /> {t('correction.later')}
      </small>
    );
  return <small>{t('correction.open')}</small>;
}
