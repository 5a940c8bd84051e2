import { type ReactNode, useEffect } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { taskContract } from '../../hand-in/contract.ts';
import { takeWorksheetsContract } from '../../worksheet/contract.ts';
import type { Task } from '../shown-work.ts';
import classes from '../work.module.css';

/** Gets the pupil's own copies when the work is first opened, and shows the form once they are there; without a line, the form all the same. */
export function WorksheetGate({ task, children }: { task: Task; children: ReactNode }) {
  const t = useTexts('assignments');
  const { waiting, lost } = task.worksheets;
  const taking = useSend(takeWorksheetsContract, { refreshes: [taskContract] });
  const take = () => void taking.send({ params: { assignmentId: task.id } });
  const wanted = waiting && task.mayHandIn;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened task; `take` is new with every drawing
  useEffect(() => {
    if (wanted) take();
  }, [wanted, task.id]);
  if (wanted && taking.error === null && taking.answer === undefined) return <Skeleton rows={4} />;
  const again = task.mayHandIn && (lost || (wanted && taking.error !== null));
  return (
    <>
      {again && (
        <div className={classes.notice} role="status">
          <FormError error={taking.error} />
          {t(lost ? 'worksheet.lost' : 'worksheet.notYet')}
          <SubmitButton busy={taking.busy} kind="plain" icon="copy" onPress={take}>
            {t('worksheet.take')}
          </SubmitButton>
        </div>
      )}
      {children}
    </>
  );
}
