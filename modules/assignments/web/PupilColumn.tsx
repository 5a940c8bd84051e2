import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useArrowKeys } from '#kernel/ui/use-arrow-keys.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { PupilResult } from '../answer/contract.ts';
import classes from './correction.module.css';
import { type CorrectionState, correctionStates, isCorrectionState } from './correction-rows.ts';

interface Props {
  rows: readonly PupilResult[];
  current: string;
  state: CorrectionState;
  answerOf: (row: PupilResult) => { finished: boolean; mark: string | null };
  onChoose: (pupilId: string) => void;
  onState: (state: CorrectionState) => void;
  /** Ids that are ticked; null: one after the other. */
  ticked: readonly string[] | null;
  onTick: (ticked: readonly string[] | null) => void;
}

const stateWords = { alle: 'all', offen: 'open', verspaetet: 'late', fehlt: 'missing' } as const;

/** Names with how far each is; / finds one, a choice keeps to some, boxes tick several. */
export function PupilColumn({ rows, current, state, answerOf, onChoose, onState, ticked, onTick }: Props) {
  const t = useTexts('assignments');
  const arrows = useArrowKeys();
  const [words, setWords] = useState('');
  const shown = rows.filter(({ name }) => name.toLocaleLowerCase('de').includes(words.trim().toLocaleLowerCase('de')));
  const allTicked = ticked !== null && shown.length > 0 && shown.every(({ pupilId }) => ticked.includes(pupilId));
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
      <div className={classes.tools}>
        <Select<string>
          aria-label={t('correction.filterStates')}
          data={correctionStates.map((value) => ({ value, label: t(`correction.states.${stateWords[value]}`) }))}
          value={state}
          allowDeselect={false}
          onChange={(next) => next !== null && isCorrectionState(next) && onState(next)}
        />
        <Button variant="subtle" aria-pressed={ticked !== null} onClick={() => onTick(ticked === null ? [] : null)}>
          {t(ticked === null ? 'bulk.choose' : 'bulk.end')}
        </Button>
      </div>
      {ticked !== null && shown.length > 0 && (
        <label className={classes.tick}>
          <input type="checkbox" checked={allTicked} onChange={() => onTick(allTicked ? [] : shown.map(({ pupilId }) => pupilId))} />
          {t('bulk.all')}
        </label>
      )}
      {shown.length === 0 && <p className={classes.none}>{t('correction.noneOfState')}</p>}
      <ul {...arrows}>
        {shown.map((row) => (
          <li key={row.pupilId}>
            {ticked !== null ? (
              <label className={classes.tick}>
                <input
                  type="checkbox"
                  checked={ticked.includes(row.pupilId)}
                  onChange={() =>
                    onTick(ticked.includes(row.pupilId) ? ticked.filter((id) => id !== row.pupilId) : [...ticked, row.pupilId])
                  }
                />
                <span>
                  <Person name={row.name} />
                </span>
                <Mark row={row} answer={answerOf(row)} />
              </label>
            ) : (
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
                <Mark row={row} answer={answerOf(row)} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('correction.keys')}</p>
    </nav>
  );
}

function Mark({ row, answer }: { row: PupilResult; answer: { finished: boolean; mark: string | null } }) {
  const t = useTexts('assignments');
  if (answer.finished)
    return (
      <small className={classes.done}>
        <Icon name="check" size={16} /> {/* with a mark beside it the tick says enough to the eye */}
        <span className={answer.mark === null ? '' : 'only-heard'}>
          {row.answer?.givenBackAt && !row.answer.changedSince ? t('correction.givenBack') : t('correction.finished')}
        </span>
        {answer.mark !== null && (
          <b className="num">
            <Private>{answer.mark}</Private>
          </b>
        )}
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
