import { useState } from 'react';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assignmentContract } from '../set/contract.ts';
import { Editor } from './Editor.tsx';

/** `aufgaben/$assignmentId/bearbeiten`: a draft, saved as one types, or published work, saved when one says so. */
export default function EditAssignmentPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const ask = useAsk(assignmentContract, { params: { assignmentId } });
  // counts how often the server's state was taken over what was typed here: a new editor each time
  const [taken, setTaken] = useState(0);
  const published = ask.data !== undefined && ask.data.publishedAt !== null;
  const back = published ? { to: `aufgaben/${assignmentId}`, title: ask.data?.title ?? t('back') } : { to: 'aufgaben', title: t('back') };
  return (
    <Page title={published ? t('editor.titleEdit') : t('editor.titleNew')} back={back} width="text">
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(work) => (
          <Editor key={`${work.id} ${taken}`} work={work} onTakeTheirs={() => void ask.refetch().then(() => setTaken(taken + 1))} />
        )}
      </WhenAnswered>
    </Page>
  );
}
