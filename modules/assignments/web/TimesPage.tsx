import { FormError } from '#kernel/ui/FormError.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { setTimesContract, timesContract } from '../times/contract.ts';
import { OwnTimesForm } from './OwnTimesForm.tsx';
import { OwnTimesList } from './OwnTimesList.tsx';
import { ReopenForm } from './ReopenForm.tsx';
import type { Work } from './shown-work.ts';

/** `aufgaben/$assignmentId/fristen`: other times for some, longer for one, open again for all. */
export default function TimesPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const ask = useAsk(assignmentContract, { params: { assignmentId } });
  const isDraft = ask.data?.publishedAt === null;
  return (
    <Page
      title={t('times.title')}
      back={{ to: isDraft ? `aufgaben/${assignmentId}/bearbeiten` : `aufgaben/${assignmentId}`, title: ask.data?.title || t('back') }}
      width="text"
      {...(ask.data && { sub: ask.data.title })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(work) => <Content work={work} />}
      </WhenAnswered>
    </Page>
  );
}

function Content({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const params = { assignmentId: work.id };
  const own = usePages(timesContract, { params, query: { limit: 200 } });
  const back = useSend(setTimesContract, { refreshes: [timesContract, assignmentContract, pupilsContract, setListContract] });
  return (
    <>
      <Section title={t('times.own')}>
        <FormError error={back.error} />
        <OwnTimesList list={own} onTakeBack={(pupilId) => void back.send({ params, body: { pupilIds: [pupilId], times: null } })} />
      </Section>
      <Section title={t('times.some')}>
        <OwnTimesForm work={work} />
      </Section>
      {work.publishedAt !== null && (
        <Section title={t('times.all')}>
          <ReopenForm work={work} />
        </Section>
      )}
    </>
  );
}
