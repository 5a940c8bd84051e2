import { useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { CheckField, ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { schoolOfPage } from '#kernel/web/call.ts';
import { useForm } from '#kernel/web/form.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assessmentContract } from '../answer/contract.ts';
import type { MarkKind } from '../marks/contract.ts';
import { markSchemeContract } from '../marks/contract.ts';
import { attachRubricContract, rubricListContract } from '../rubrics/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { EnmExport } from './EnmExport.tsx';
import feedback from './feedback.module.css';
import { RubricShown } from './RubricShown.tsx';
import type { Assessment, Work } from './shown-work.ts';

/** `aufgaben/$assignmentId/bewertung`: which rubric a piece of work has, and whether it is marked and for what. */
export default function AssessmentPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const topic = `assignments/assignment/${assignmentId}`;
  const work = useAsk(assignmentContract, { params: { assignmentId } }, { topic });
  const ask = useAsk(assessmentContract, { params: { assignmentId } }, { topic });
  return (
    <Page
      title={t('assessment.title')}
      back={{ to: `aufgaben/${assignmentId}`, title: t('assessment.back') }}
      width="text"
      {...(work.data && { sub: work.data.title })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(assessment) => (
          <>
            <RubricPart assignmentId={assignmentId} rubric={assessment.rubric} />
            <MarksPart key={JSON.stringify(assessment.marks)} assignmentId={assignmentId} marks={assessment.marks} work={work.data} />
            {assessment.marks !== null && assessment.marks.kind !== 'percent' && <EnmExport assignmentId={assignmentId} />}
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}

function RubricPart({ assignmentId, rubric }: { assignmentId: string; rubric: Assessment['rubric'] }) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const list = usePages(rubricListContract, { query: { limit: 200 } });
  const attaching = useSend(attachRubricContract, { refreshes: [assessmentContract] });
  const [chosen, setChosen] = useState<string | null>(null);
  // as it was ticked, until the server has said so too
  const [ahead, setAhead] = useState<boolean | null>(null);
  const showAhead = async (shownAhead: boolean) => {
    setAhead(shownAhead);
    await attaching.send({ params, body: { shownAhead } });
    setAhead(null);
  };
  return (
    <Section title={t('assessment.rubric')}>
      <FormError error={attaching.error} />
      {rubric === null ? (
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen !== null) void attaching.send({ params, body: { rubricId: chosen, shownAhead: false } });
          }}
          actions={
            <SubmitButton busy={attaching.busy} disabled={chosen === null}>
              {t('assessment.attach')}
            </SubmitButton>
          }
        >
          {list.rows.length > 0 ? (
            <ChoiceField
              name="rubric"
              label={t('assessment.choose')}
              options={list.rows.map(({ id, title, own, madeBy }) => ({
                value: id,
                label: own || madeBy === null ? title : `${title} (${madeBy})`,
              }))}
              value={chosen}
              onChange={setChosen}
            />
          ) : (
            !list.pending && <p className="quiet">{t('assessment.none')}</p>
          )}
        </Form>
      ) : (
        <>
          <p className="quiet">{t('assessment.attached', { title: rubric.title })}</p>
          <RubricShown title={rubric.title} criteria={rubric.criteria} chosen={null} />
          <CheckField
            name="ahead"
            label={t('assessment.ahead')}
            value={ahead ?? rubric.shownAhead}
            onChange={(shownAhead) => void showAhead(shownAhead)}
          />
          <p className={feedback.foot}>
            <SubmitButton
              busy={attaching.busy}
              kind="plain"
              onPress={() => void attaching.send({ params, body: { rubricId: null, shownAhead: false } })}
            >
              {t('assessment.detach')}
            </SubmitButton>
          </p>
        </>
      )}
      <p className={feedback.foot}>
        <PageLink to="aufgaben/bewertungsraster" className="link">
          {t('assessment.manage')}
        </PageLink>
      </p>
    </Section>
  );
}

const kinds = ['none', 'grade', 'points', 'percent'] as const;

function MarksPart({ assignmentId, marks, work }: { assignmentId: string; marks: Assessment['marks']; work: Work | undefined }) {
  const t = useTexts('assignments');
  const beginning: { kind: MarkKind | 'none'; meaning: string } = { kind: marks?.kind ?? 'none', meaning: marks?.meaning ?? '' };
  const form = useForm({
    form: `assignments.marks.${assignmentId}`,
    contract: markSchemeContract,
    beginning,
    faults: ({ kind, meaning }) => (kind !== 'none' && meaning.trim() === '' ? { meaning: t('assessment.meaningMissing') } : {}),
    input: ({ kind, meaning }) => ({ params: { assignmentId }, body: { marks: kind === 'none' ? null : { kind, meaning } } }),
    refreshes: [assessmentContract],
  });
  const file = (place: string) => `/api/${schoolOfPage()}/assignments/${place}/marks.csv`;
  return (
    <Section title={t('assessment.marks')}>
      <p className="quiet">{t('assessment.marksHelp')}</p>
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={
          <>
            <SubmitButton busy={form.sending.busy}>{t('assessment.saveMarks')}</SubmitButton>
            <span role="status">{form.sending.answer && t('assessment.saved')}</span>
          </>
        }
      >
        <ChoiceField
          label={t('assessment.kind')}
          options={kinds.map((value) => ({ value, label: t(`assessment.kinds.${value}`) }))}
          {...form.field('kind')}
        />
        {form.values.kind !== 'none' && (
          <TextField label={t('assessment.meaning')} description={t('assessment.meaningHelp')} maxLength={120} {...form.field('meaning')} />
        )}
      </Form>
      {marks !== null && work !== undefined && (
        <p className={`${feedback.links} ${feedback.foot}`}>
          <a className="link" href={file(work.id)} download>
            {t('assessment.export')}
          </a>
          <a className="link" href={file(`targets/${work.target.id}`)} download>
            {t('assessment.exportAll', { name: work.target.name })}
          </a>
        </p>
      )}
    </Section>
  );
}
