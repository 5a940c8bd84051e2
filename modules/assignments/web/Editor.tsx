import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { keyOf } from '#kernel/web/ask.ts';
import { CallFailed, call } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assignmentContract, deleteContract, publishContract, saveContract, setListContract } from '../set/contract.ts';
import { Conflict } from './Conflict.tsx';
import { SaveNote } from './SaveNote.tsx';
import { useAutosave } from './use-autosave.ts';
import { WorkFields } from './WorkFields.tsx';
import { sentFor, valuesOf, type WorkValues } from './work-values.ts';

interface Props {
  work: Answer<typeof assignmentContract>;
  /** Drops what was typed here for what the server holds. */
  onTakeTheirs: () => void;
}

/** The form of a piece of work. Typed text is kept on this device with every key; a draft goes to the server by itself as well. */
export function Editor({ work, onTakeTheirs }: Props) {
  const t = useTexts('assignments');
  const go = useGo();
  const client = useQueryClient();
  const isDraft = work.publishedAt === null;
  const [stored] = useState(() => valuesOf(work));
  const draft = useDraft<{ revision: number; values: WorkValues }>(`assignments.work.${work.id}`, {
    revision: work.revision,
    values: stored,
  });
  const revision = useRef(draft.value.revision);
  const values = { ...stored, ...draft.value.values }; // a draft of this device may be older than a field
  const [typed, setTyped] = useState(false);
  const publication = useSend(publishContract, { refreshes: [assignmentContract, setListContract] });
  const deletion = useSend(deleteContract, { refreshes: [setListContract] });

  const latest = useRef(values);
  latest.current = values;
  /** What was typed is dropped or sent; nothing is kept of it any more. */
  const left = useRef(false);
  const save = async (next: WorkValues) => {
    const wish = { params: { assignmentId: work.id }, body: { revision: revision.current, ...sentFor(next) } };
    const answer = await call(saveContract, wish, { idempotencyKey: crypto.randomUUID() });
    revision.current = answer.revision;
    // what is kept here was typed on top of what is saved now: a page loaded anew must not take that for somebody else's
    if (!left.current) draft.change({ revision: answer.revision, values: latest.current });
  };
  const autosave = useAutosave(isDraft || typed ? values : stored, stored, isDraft ? save : async () => undefined);
  const change = (next: WorkValues) => {
    setTyped(true);
    draft.change({ revision: revision.current, values: next });
  };
  const done = () => {
    left.current = true;
    void autosave.stop();
    draft.clear();
    void client.invalidateQueries({ queryKey: keyOf(assignmentContract) });
    void client.invalidateQueries({ queryKey: keyOf(setListContract) });
    go(`aufgaben/${work.id}`, { replace: true });
  };
  const [saving, setSaving] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const submit = async () => {
    setSaving({ busy: true, error: null });
    try {
      if (!isDraft) await save(values);
      else if (!(await autosave.flush()) || (await publication.send({ params: { assignmentId: work.id } })) === undefined)
        return setSaving({ busy: false, error: null });
      setSaving({ busy: false, error: null });
      done();
    } catch (error) {
      setSaving({ busy: false, error });
    }
  };
  const remove = async () => {
    await autosave.stop();
    if ((await deletion.send({ params: { assignmentId: work.id } })) === undefined) return autosave.goOn();
    draft.clear();
    go('aufgaben', { replace: true });
  };
  const error = saving.error ?? publication.error ?? deletion.error ?? (autosave.status === 'refused' ? autosave.error : null);
  const conflict = error instanceof CallFailed && error.code === 'assignments.changed_meanwhile' ? error : null;
  const keepMine = () => {
    revision.current = Number(conflict?.data['revision'] ?? revision.current);
    setSaving({ busy: false, error: null });
    void (isDraft ? autosave.flush() : submit());
  };
  const takeTheirs = () => {
    left.current = true;
    void autosave.stop();
    draft.clear();
    onTakeTheirs();
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      refusal={conflict === null && error !== null && error !== undefined ? refusalText(error) : null}
      actions={
        <>
          <SubmitButton busy={saving.busy} icon={isDraft ? 'send' : 'check'}>
            {isDraft ? t('editor.publish') : t('editor.saveChanges')}
          </SubmitButton>
          {isDraft && (
            <SubmitButton busy={deletion.busy} kind="plain" icon="trash" onPress={() => void remove()}>
              {t('editor.remove')}
            </SubmitButton>
          )}
        </>
      }
    >
      {conflict !== null && <Conflict onTakeTheirs={takeTheirs} onKeepMine={keepMine} />}
      <WorkFields work={work} values={values} onChange={change} />
      {isDraft ? (
        <SaveNote
          status={autosave.status === 'refused' ? 'idle' : autosave.status}
          words={{ saving: t('editor.saving'), saved: t('editor.savedNow'), offline: t('editor.offline') }}
        />
      ) : (
        typed && <SaveNote status="saved" words={{ saving: '', saved: t('editor.savedHere'), offline: '' }} />
      )}
    </Form>
  );
}
