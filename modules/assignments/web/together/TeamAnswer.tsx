import { Button } from '@mantine/core';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../../answer/contract.ts';
import { answerAloneContract } from '../../teams/contract.ts';
import type { Answers } from '../use-answers.ts';
import styles from './together.module.css';
import type { Unit } from './units.ts';

interface Props {
  assignmentId: string;
  row: Unit;
  answers: Answers;
  onOther: (pupilId: string) => void;
}

/** Who gets this answer: all of a team, and a way to write something else to one of them. */
export function TeamAnswer({ assignmentId, row, answers, onOther }: Props) {
  const t = useTexts('assignments');
  const alone = useSend(answerAloneContract, { refreshes: [pupilsContract] });
  if (row.team === null) return null;
  if (row.answer?.forOne) return <p className={styles.note}>{t('team.answerForOne')}</p>;
  if (row.members.length === 1) return null;
  const part = async (pupilId: string) => {
    // what is typed belongs to all until this moment
    if (!(await answers.settle())) return;
    if ((await alone.send({ params: { assignmentId, pupilId } })) !== undefined) onOther(pupilId);
  };
  return (
    <details className={styles.fold}>
      <summary>{t('team.answerAll')}</summary>
      <FormError error={alone.error} />
      <ul className={styles.rows}>
        {row.members.map(({ pupilId, name }) => (
          <li key={pupilId} className={styles.member}>
            <Person name={name} />
            <Button variant="subtle" disabled={alone.busy} onClick={() => void part(pupilId)} aria-label={t('team.answerOne', { name })}>
              {t('team.answerOther')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
