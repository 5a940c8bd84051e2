import { Private } from '#kernel/ui/Beamer.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { PupilResult } from '../answer/contract.ts';
import { similarContract } from '../similar/contract.ts';
import classes from './correction.module.css';

interface Props {
  assignmentId: string;
  row: PupilResult;
  rows: readonly PupilResult[];
  onOther: (pupilId: string) => void;
}

/** Whose text resembles this one, where the school shows it: a hint to look, no judgement. */
export function SimilarHint({ assignmentId, row, rows, onOther }: Props) {
  const t = useTexts('assignments');
  const similar = useAsk(similarContract, { params: { assignmentId } });
  const alike = (similar.data?.pairs ?? []).flatMap(({ pupilIds, percent }) => {
    if (!pupilIds.includes(row.pupilId)) return [];
    const other = rows.find(({ pupilId }) => pupilId !== row.pupilId && pupilIds.includes(pupilId));
    return other === undefined ? [] : [{ other, percent }];
  });
  if (alike.length === 0) return null;
  return (
    <div className={classes.similar}>
      <span>{t('similar.hint')}</span>
      {alike.map(({ other, percent }) => (
        <button key={other.pupilId} type="button" className="link" onClick={() => onOther(other.pupilId)}>
          <Private>{t('similar.other', { name: other.name, percent })}</Private>
        </button>
      ))}
    </div>
  );
}
