import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { copyContract } from '../reuse/contract.ts';
import { setListContract, type targetsContract } from '../set/contract.ts';

interface Props {
  targets: Answer<typeof targetsContract>['targets'];
  /** A template, or earlier work. */
  from: { kind: 'template' | 'assignment'; id: string };
}

/** For whom work is set again; from there on it is a draft with title, text and files. */
export function BeginAgain({ targets, from }: Props) {
  const t = useTexts('assignments');
  const go = useGo();
  const form = useForm({
    form: `assignments.again.${from.id}`,
    contract: copyContract,
    beginning: { targetId: targets.length === 1 ? (targets[0]?.id ?? null) : null },
    faults: ({ targetId }) => (targetId === null ? { targetId: t('editor.targetMissing') } : {}),
    input: ({ targetId }) => ({
      body: { from, target: { kind: targets.find(({ id }) => id === targetId)?.kind ?? 'course', id: targetId ?? '' } },
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
      <p className="quiet">{t(from.kind === 'template' ? 'reuse.fromTemplate' : 'reuse.fromEarlier')}</p>
      <ChoiceField label={t('editor.target')} options={options} {...form.field('targetId')} />
    </Form>
  );
}
