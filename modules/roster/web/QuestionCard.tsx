import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { questionsContract } from '../contract.ts';
import classes from './roster.module.css';

type Question = Answer<typeof questionsContract>['items'][number];

interface Props {
  question: Question;
  busy: boolean;
  /** null: somebody new. */
  onAnswer: (personId: string | null) => void;
}

/** One row of the file beside those who come into question; 1, 2 … choose a person, 0 says that it is somebody new. */
export function QuestionCard({ question: { row, candidates }, busy, onAnswer }: Props) {
  const t = useTexts('roster');
  const area = useRef<HTMLDivElement>(null);
  const byKey = (event: KeyboardEvent) => {
    if (busy || event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    const chosen = candidates[Number(event.key) - 1];
    if (event.key === '0') onAnswer(null);
    else if (chosen !== undefined) onAnswer(chosen.personId);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: number keys are a short way besides the buttons
    <div ref={area} className={classes.question} onKeyDown={byKey}>
      <div className={classes.card}>
        <h3>{t('questions.inFile')}</h3>
        <Facts {...row} />
        <p className="quiet">{[row.file, row.line !== null && t('questions.line', { line: row.line })].filter(Boolean).join(', ')}</p>
      </div>
      <div className={classes.choices}>
        <h3>{t('questions.here')}</h3>
        {candidates.map((candidate, at) => (
          <Choice
            key={candidate.personId}
            number={at + 1}
            busy={busy}
            label={t('questions.same')}
            onPress={() => onAnswer(candidate.personId)}
          >
            <Facts {...candidate} />
            {candidate.hasLeft && <Tag>{t('questions.hasLeft')}</Tag>}
            {candidate.byHand && <Tag>{t('questions.byHand')}</Tag>}
          </Choice>
        ))}
        <Choice number={0} busy={busy} label={t('questions.new')} onPress={() => onAnswer(null)}>
          <span>{t('questions.newHint')}</span>
        </Choice>
      </div>
    </div>
  );
}

function Choice({
  number,
  busy,
  label,
  onPress,
  children,
}: {
  number: number;
  busy: boolean;
  label: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <div className={classes.card}>
      <div>{children}</div>
      <Button variant="default" disabled={busy} onClick={onPress} leftSection={<kbd>{number}</kbd>} aria-keyshortcuts={String(number)}>
        {label}
      </Button>
    </div>
  );
}

function Facts({
  name,
  birthDate,
  className,
  shortName,
}: {
  name: string;
  birthDate: string | null;
  className: string | null;
  shortName: string | null;
}) {
  const t = useTexts('roster');
  const { day } = useTimes();
  const facts = [
    className && t('questions.class', { class: className }),
    birthDate && t('questions.born', { day: day(birthDate) }),
    shortName,
  ].filter(Boolean);
  return (
    <p>
      <strong>
        <Person name={name} />
      </strong>
      <br />
      {facts.length > 0 ? <Private>{facts.join(' · ')}</Private> : t('questions.nothingMore')}
    </p>
  );
}
