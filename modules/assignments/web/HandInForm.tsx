import { Textarea } from '@mantine/core';
import { useEffect } from 'react';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { CallFailed, call } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type ArrivedFile, AttachedFiles, useUploads } from '#modules/files/web/public.tsx';
import type { HandInKind } from '../contract.ts';
import { handInContract, saveDraftContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { ownFileAddress } from './file-address.ts';
import { SaveNote } from './SaveNote.tsx';
import type { Task } from './shown-work.ts';
import { useAutosave } from './use-autosave.ts';

interface Values {
  text: string;
  files: ArrivedFile[];
}

/** How long a lost line is waited for before it is tried again without being asked. */
const againMs = 10_000;

/**
 * Text and files to hand in. Typed text is kept on this device with every key and on the server a moment later. A hand-in that finds no
 * line is sent again by itself with the same key, until the receipt is there; pressing twice hands in once.
 */
export function HandInForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const t = useTexts('assignments');
  const params = { assignmentId: task.id };
  const beginning: Values =
    task.draft ?? (task.handIn === null ? { text: '', files: [] } : { text: task.handIn.text, files: task.handIn.files });
  const draft = useDraft<Values>(`assignments.hand-in.${task.id}`, beginning);
  const { text, files } = draft.value;
  const set = (part: Partial<Values>) => draft.change({ ...draft.value, ...part });
  const uploads = useUploads((file) => set({ files: [...files, file] }));
  const sending = useSend(handInContract, { refreshes: [taskContract, workListContract] });
  const autosave = useAutosave(draft.value, beginning, async (value) => {
    await call(saveDraftContract, { params, body: bodyOf(value) }, { idempotencyKey: crypto.randomUUID() });
  });

  const takes = (kind: HandInKind) => task.handInKinds.includes(kind);
  const incomplete = isEmpty(draft.value) && !takes('tick');
  const submit = async () => {
    if (uploads.underWay || incomplete) return;
    await autosave.stop(); // a draft that arrived after the hand-in would look like new work
    const answer = await sending.send({ params, body: bodyOf(draft.value) });
    if (answer === undefined) return autosave.goOn();
    draft.clear();
    onDone();
  };
  const waiting = sending.error instanceof CallFailed && (sending.error.offline || sending.error.status === 503);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `submit` is new with every key typed; what counts is whether a hand-in waits for the line
  useEffect(() => {
    if (!waiting || sending.busy) return;
    const again = () => void submit();
    const timer = setInterval(again, againMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [waiting, sending.busy, text, files]);

  const words = { saving: t('task.saving'), saved: t('task.saved'), offline: t('task.savedHere') };
  const refusal = sending.error !== null && !waiting ? refusalText(sending.error) : null;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      refusal={refusal}
      actions={
        <>
          <SubmitButton busy={sending.busy} icon="send" disabled={incomplete || uploads.underWay}>
            {task.handIn !== null ? t('task.again') : isEmpty(draft.value) && takes('tick') ? t('task.tick') : t('task.handIn')}
          </SubmitButton>
          {task.handIn !== null && (
            <SubmitButton
              busy={false}
              kind="plain"
              onPress={() => {
                void autosave.stop();
                draft.clear();
                void call(saveDraftContract, { params, body: { text: '', fileIds: [] } }).catch(() => undefined); // the draft on the server is only a copy
                onDone();
              }}
            >
              {t('task.keep')}
            </SubmitButton>
          )}
        </>
      }
    >
      {(takes('text') || text !== '') && (
        <Textarea
          label={t('task.text')}
          value={text}
          onChange={(event) => set({ text: event.currentTarget.value })}
          autosize
          minRows={6}
          maxRows={24}
          maxLength={20_000}
        />
      )}
      <AttachedFiles
        label={t('task.files')}
        files={files}
        addressOf={ownFileAddress}
        onRemove={(gone) => set({ files: files.filter(({ id }) => id !== gone) })}
        removeLabel={(name) => t('task.removeFile', { name })}
      />
      {takes('files') && <FileDrop label={t('task.files')} onFiles={uploads.add} files={uploads.files} camera />}
      <div role="status">
        {sending.busy && <p className="quiet">{navigator.onLine ? t('task.sending') : t('task.sendingAgain')}</p>}
        {waiting && !sending.busy && <p className="quiet">{t('task.sendingAgain')}</p>}
        {uploads.underWay && <p className="quiet">{t('task.filesUnderWay')}</p>}
      </div>
      {!sending.busy && (
        <SaveNote status={autosave.status} words={words} refusal={autosave.status === 'refused' ? refusalText(autosave.error) : null} />
      )}
    </Form>
  );
}

function bodyOf({ text, files }: Values) {
  return { text, fileIds: files.map(({ id }) => id) };
}

function isEmpty({ text, files }: Values): boolean {
  return text.trim() === '' && files.length === 0;
}
