import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DraftNote } from '#kernel/ui/DraftNote.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useGo, usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import {
  copyRubricContract,
  createRubricContract,
  deleteRubricContract,
  rubricContract,
  rubricListContract,
  saveRubricContract,
} from '../rubrics/contract.ts';
import { emptyRubric, RubricFields, type RubricWords } from './RubricFields.tsx';
import { RubricShown } from './RubricShown.tsx';

const list = 'aufgaben/bewertungsraster';

/** `aufgaben/bewertungsraster/$rubricId`: making one (`neu`), changing one's own, reading a colleague's. */
export default function RubricPage() {
  const t = useTexts('assignments');
  const rubricId = usePathPart('rubricId');
  const isNew = rubricId === 'neu';
  const ask = useAsk(rubricContract, { params: { rubricId } }, { when: !isNew });
  const back = { to: list, title: t('rubric.title') };
  if (isNew)
    return (
      <Page title={t('rubric.newTitle')} back={back} width="text">
        <NewRubric />
      </Page>
    );
  const title = ask.data?.own === false ? ask.data.title : t('rubric.editTitle');
  return (
    <Page title={title} back={back} width="text">
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(rubric) => (rubric.own ? <OwnRubric key={rubric.revision} rubric={rubric} /> : <ForeignRubric rubric={rubric} />)}
      </WhenAnswered>
    </Page>
  );
}

function NewRubric() {
  const t = useTexts('assignments');
  const go = useGo();
  const draft = useDraft<RubricWords>('assignments.rubric.new', emptyRubric);
  const creating = useSend(createRubricContract, { refreshes: [rubricListContract] });
  const save = async () => {
    if ((await creating.send({ body: draft.value })) === undefined) return;
    draft.clear();
    go(list);
  };
  return (
    <>
      <DraftNote draft={draft} />
      <RubricFields
        value={draft.value}
        onChange={draft.change}
        onSave={() => void save()}
        error={creating.error}
        actions={<SubmitButton busy={creating.busy}>{t('rubric.save')}</SubmitButton>}
      />
    </>
  );
}

function OwnRubric({ rubric }: { rubric: Answer<typeof rubricContract> }) {
  const t = useTexts('assignments');
  const go = useGo();
  const { title, criteria, shared, revision, id } = rubric;
  const params = { rubricId: id };
  // kept per revision: what was typed over an older one does not silently undo a newer one
  const draft = useDraft<RubricWords>(`assignments.rubric.${id}.${revision}`, { title, criteria, shared });
  const refreshes = [rubricListContract, rubricContract];
  const saving = useSend(saveRubricContract, { refreshes });
  const deleting = useSend(deleteRubricContract, { refreshes: [rubricListContract], onDone: () => go(list) });
  const dialog = useDialog();
  const save = async () => {
    if ((await saving.send({ params, body: { ...draft.value, revision } })) === undefined) return;
    draft.clear();
    go(list);
  };
  return (
    <>
      <DraftNote draft={draft} />
      <RubricFields
        value={draft.value}
        onChange={draft.change}
        onSave={() => void save()}
        error={saving.error}
        actions={
          <>
            <SubmitButton busy={saving.busy}>{t('rubric.save')}</SubmitButton>
            <SubmitButton busy={false} kind="plain" icon="trash" onPress={dialog.show}>
              {t('rubric.delete')}
            </SubmitButton>
          </>
        }
      />
      <ConfirmDialog
        {...dialog.props}
        title={t('rubric.delete')}
        confirm={t('rubric.delete')}
        busy={deleting.busy}
        error={deleting.error}
        onConfirm={() => void deleting.send({ params })}
      >
        {t('rubric.deleteText')}
      </ConfirmDialog>
    </>
  );
}

function ForeignRubric({ rubric }: { rubric: Answer<typeof rubricContract> }) {
  const t = useTexts('assignments');
  const go = useGo();
  const [copied, setCopied] = useState(false);
  const copying = useSend(copyRubricContract, {
    refreshes: [rubricListContract],
    onDone: ({ rubricId }) => {
      setCopied(true);
      go(`${list}/${rubricId}`);
    },
  });
  return (
    <>
      <p className="quiet">{t('rubric.readOnly')}</p>
      <RubricShown title={rubric.title} criteria={rubric.criteria} chosen={null} />
      <FormError error={copying.error} />
      <span role="status">{copied && t('rubric.copied')}</span>
      <SubmitButton busy={copying.busy} icon="copy" onPress={() => void copying.send({ params: { rubricId: rubric.id } })}>
        {t('rubric.copy')}
      </SubmitButton>
    </>
  );
}
