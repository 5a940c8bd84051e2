import { useEffect, useRef, useState } from 'react';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { CallFailed, call } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type ArrivedFile, AttachedFiles } from '#modules/files/web/public.tsx';
import type { HandInKind } from '../contract.ts';
import { handInContract, saveDraftContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { besideText } from '../typed-pictures/contract.ts';
import { WriteOnFiles } from './annotate/WriteOnFiles.tsx';
import { CaptureTools } from './capture/CaptureTools.tsx';
import { useKeptUploads } from './capture/use-kept-uploads.ts';
import { fileAddress } from './file-address.ts';
import { SaveNote } from './SaveNote.tsx';
import type { Task } from './shown-work.ts';
import { SharedConflict } from './together/SharedConflict.tsx';
import { UnusedWorksheets } from './together/UnusedWorksheets.tsx';
import { isConflict, revisionIn, useSharedDraft } from './together/use-shared-draft.ts';
import { TypedField } from './typed/TypedField.tsx';
import { useTyped } from './typed/use-typed.ts';
import { useAutosave } from './use-autosave.ts';

interface Values {
  text: string;
  files: ArrivedFile[];
  /** In a team: how often the shared draft had changed when this was typed. */
  seen?: number;
}

const captures = ['pages', 'voice', 'video'] as const;
/** How long a lost line is waited for before it is tried again without being asked. */
const againMs = 10_000;
/** Characters, as the contract has it. */
const mostText = 20_000;

/**
 * Text and files to hand in. Typed text is kept on this device with every key and on the server a moment later. A hand-in that finds no
 * line is sent again by itself with the same key, until the receipt is there; pressing twice hands in once.
 */
export function HandInForm({ task, onDone, onTheirs }: { task: Task; onDone: () => void; onTheirs: () => void }) {
  const t = useTexts('assignments');
  const params = { assignmentId: task.id };
  const present: Values =
    task.draft ?? (task.handIn === null ? { text: '', files: [] } : { text: task.handIn.text, files: task.handIn.files });
  const [first] = useState(present);
  const beginning = task.team === null ? present : first; // what mates save meanwhile is asked about, not mixed in
  const draft = useDraft<Values>(`assignments.hand-in.${task.id}`, beginning);
  const { text, files } = draft.value;
  // two files may arrive between two drawings of the page
  const latest = useRef(draft.value);
  latest.current = draft.value;
  const set = (part: Partial<Values>) => {
    latest.current = { ...latest.current, ...part, ...shared.mark() };
    draft.change(latest.current);
  };
  const form = `assignments.hand-in.${task.id}`;
  const uploads = useKeptUploads(form, (file) => set({ files: [...latest.current.files, file] }));
  const typed = useTyped(form, () => latest.current, set);
  const underWay = uploads.underWay || typed.pictures.uploads.underWay;
  const sending = useSend(handInContract, { refreshes: [taskContract, workListContract] });
  const autosave = useAutosave({ text, files }, contentOf(beginning), async (value) => {
    const body = { ...bodyOf(value), ...shared.seen() };
    const { revision } = await call(saveDraftContract, { params, body }, { idempotencyKey: crypto.randomUUID() });
    shared.saved(value, revision);
  });
  const shared = useSharedDraft({
    task,
    beginning: contentOf(beginning),
    kept: draft.fromEarlier === null ? null : draft.value,
    now: { text, files },
    onTheirs: theirs,
  });
  function theirs() {
    void autosave.stop();
    draft.clear();
    onTheirs();
  }
  const conflict = shared.behind || isConflict(sending.error) || (autosave.status === 'refused' && isConflict(autosave.error));
  const keepMine = () => {
    shared.goOver(revisionIn(sending.error) ?? revisionIn(autosave.error));
    sending.reset();
    void autosave.flush();
  };

  const takes = (kind: HandInKind) => task.handInKinds.includes(kind);
  const incomplete = isEmpty(draft.value) && !takes('tick');
  const submit = async () => {
    if (underWay || incomplete) return;
    await autosave.stop(); // a draft that arrived after the hand-in would look like new work
    const answer = await sending.send({ params, body: { ...bodyOf(draft.value), ...shared.seen() } });
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

  const beside = besideText(files, text);
  const words = { saving: t('task.saving'), saved: t('task.saved'), offline: t('task.savedHere') };
  const refusal = sending.error !== null && !waiting && !conflict ? refusalText(sending.error) : null;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      refusal={refusal}
      actions={
        <>
          <SubmitButton busy={sending.busy} icon="send" disabled={incomplete || underWay || text.length > mostText}>
            {task.handIn !== null ? t('task.again') : isEmpty(draft.value) && takes('tick') ? t('task.tick') : t('task.handIn')}
          </SubmitButton>
          {task.handIn !== null && (
            <SubmitButton
              busy={false}
              kind="plain"
              onPress={() => {
                void autosave.stop();
                draft.clear();
                void call(saveDraftContract, { params, body: { text: '', fileIds: [], ...shared.seen() } }).catch(() => undefined); // the draft on the server is only a copy
                onDone();
              }}
            >
              {t('task.keep')}
            </SubmitButton>
          )}
        </>
      }
    >
      {conflict && <SharedConflict onTakeTheirs={theirs} onKeepMine={keepMine} />}
      {(takes('text') || text !== '') && (
        <TypedField
          label={t('task.text')}
          value={text}
          maxLength={mostText}
          typed={typed}
          picturesAt={(id) => [shared.addressOf(id), fileAddress(task.id)(id)]}
        />
      )}
      <AttachedFiles
        label={t('task.files')}
        files={beside}
        addressOf={shared.addressOf}
        onRemove={(gone) => set({ files: files.filter(({ id }) => id !== gone) })}
        removeLabel={(name) => t('task.removeFile', { name })}
      />
      {takes('files') && <UnusedWorksheets task={task} files={files} onAdd={(file) => set({ files: [...files, file] })} />}
      {takes('files') && (
        <WriteOnFiles
          task={task}
          files={beside}
          onMade={(made) => {
            // written on again: the new copy takes the place of the former
            set({ files: files.filter(({ name }) => name !== made.name) });
            uploads.addMade(made);
          }}
        />
      )}
      {takes('files') && <FileDrop label={t('task.files')} onFiles={uploads.add} files={uploads.files} />}
      {takes('files') && <CaptureTools form={form} captures={captures} onFile={uploads.addMade} />}
      <div role="status">
        {sending.busy && <p className="quiet">{navigator.onLine ? t('task.sending') : t('task.sendingAgain')}</p>}
        {waiting && !sending.busy && <p className="quiet">{t('task.sendingAgain')}</p>}
        {underWay && <p className="quiet">{t('task.filesUnderWay')}</p>}
      </div>
      {!sending.busy && !conflict && (
        <SaveNote status={autosave.status} words={words} refusal={autosave.status === 'refused' ? refusalText(autosave.error) : null} />
      )}
    </Form>
  );
}

function contentOf({ text, files }: Values) {
  return { text, files };
}

function bodyOf({ text, files }: Values) {
  return { text, fileIds: files.map(({ id }) => id) };
}

function isEmpty({ text, files }: Values): boolean {
  return text.trim() === '' && files.length === 0;
}
