import type { Answer } from '#kernel/contract/contract.ts';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter, useGo } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { createContract, setListContract, targetsContract } from '../set/contract.ts';
import { BeginAgain } from './BeginAgain.tsx';

type Targets = Answer<typeof targetsContract>['targets'];

/** `aufgaben/neu`: for whom and what it is called; from there on it is a draft on the server. */
export default function NewAssignmentPage() {
  const t = useTexts('assignments');
  const ask = useAsk(targetsContract, {});
  const [templateId] = useFilter('vorlage');
  const [earlierId] = useFilter('aus');
  const from = templateId !== '' ? { kind: 'template' as const, id: templateId } : { kind: 'assignment' as const, id: earlierId };
  const again = (
    <ButtonLink to="aufgaben/vorlagen" icon="copy">
      {t('reuse.title')}
    </ButtonLink>
  );
  return (
    <Page
      title={t('editor.titleNew')}
      back={{ to: 'aufgaben', title: t('back') }}
      width="text"
      actions={from.id === '' ? again : undefined}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={3} />}>
        {({ targets }) =>
          targets.length === 0 ? (
            <EmptyState icon="course" title={t('editor.noTargets')}>
              {t('editor.noTargetsText')}
            </EmptyState>
          ) : from.id !== '' ? (
            <BeginAgain targets={targets} from={from} />
          ) : (
            <Begin targets={targets} />
          )
        }
      </WhenAnswered>
    </Page>
  );
}

function Begin({ targets }: { targets: Targets }) {
  const t = useTexts('assignments');
  const go = useGo();
  const [wanted] = useFilter('kurs');
  const known = targets.find(({ id }) => id === wanted) ?? (targets.length === 1 ? targets[0] : undefined);
  const form = useForm({
    form: 'assignments.new',
    contract: createContract,
    beginning: { targetId: known?.id ?? null, title: '' },
    faults: ({ targetId }) => (targetId === null ? { targetId: t('editor.targetMissing') } : {}),
    input: ({ targetId, title }) => ({
      body: {
        target: { kind: targets.find(({ id }) => id === targetId)?.kind ?? 'course', id: targetId ?? '' },
        title,
        body: '',
        startsAt: null,
        dueAt: null,
        closesAt: null,
        pupilIds: null,
        fileIds: [],
      },
    }),
    refreshes: [setListContract],
    onDone: ({ assignmentId }) => go(`aufgaben/${assignmentId}/bearbeiten`, { replace: true }),
  });
  const options = targets.map(({ id, name, subjectName, pupils }) => ({
    value: id,
    label: `${[name, subjectName].filter(Boolean).join(' · ')} (${pupils})`,
  }));
  return (
    <Form onSubmit={form.submit} refusal={form.refusal} actions={<SubmitButton busy={form.sending.busy}>{t('editor.begin')}</SubmitButton>}>
      <ChoiceField label={t('editor.target')} options={options} {...form.field('targetId')} />
      <TextField label={t('editor.name')} maxLength={200} {...form.field('title')} />
    </Form>
  );
}
