import { useEffect, useMemo, useRef } from 'react';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useDraft } from '#kernel/web/drafts.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { ViewedFile } from '#modules/files/web/public.tsx';
import type { Annotation } from '../../annotate/contract.ts';
import { SaveNote } from '../SaveNote.tsx';
import Annotator from './Annotator.tsx';
import { createInk } from './ink-store.ts';

interface Props {
  assignmentId: string;
  file: ViewedFile & { id: string };
  /** Takes the written copy into the hand-in. */
  onMade: (file: File) => void;
  onClose: () => void;
}

/**
 * A worksheet or an own file for a pupil to write on. What is drawn is kept on this device with every stroke, also over a reload; what is handed in is a copy with
 * everything in it, made here. Opened again, one goes on writing, and the new copy takes the place of the former.
 */
export default function OwnAnnotator({ assignmentId, file, onMade, onClose }: Props) {
  const t = useTexts('assignments');
  const draft = useDraft<Record<string, readonly Annotation[]>>(`assignments.own-annotations.${assignmentId}.${file.id}`, {});
  const keep = useRef(draft);
  keep.current = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is the beginning; from then on the ink itself counts
  const ink = useMemo(() => {
    const open = createInk();
    for (const [page, annotations] of Object.entries(draft.value)) open.put(Number(page), annotations);
    return open;
  }, [file.id]);
  useEffect(
    () => ink.onChanged(() => keep.current.change(Object.fromEntries(ink.pages().map((page) => [String(page), ink.of(page)])))),
    [ink],
  );
  return (
    <Annotator
      file={file}
      ink={ink}
      onClose={onClose}
      note={
        <SaveNote
          status={ink.version() > Object.keys(draft.value).length ? 'saved' : 'idle'}
          words={{ saving: '', saved: t('annotate.keptHere'), offline: '' }}
        />
      }
      actions={(flatten) => (
        <SubmitButton
          busy={false}
          icon="check"
          disabled={ink.pages().length === 0}
          onPress={() =>
            void flatten().then((made) => {
              if (made === null) return;
              onMade(new File([made.bytes], writtenName(made.name, t('annotate.written')), { type: made.type }));
              onClose();
            })
          }
        >
          {t('annotate.take')}
        </SubmitButton>
      )}
    />
  );
}

/** `Blatt.pdf` → `Blatt (bearbeitet).pdf`; what has the word already keeps its name. */
function writtenName(name: string, word: string): string {
  const end = name.lastIndexOf('.');
  const [stem, ending] = end > 0 ? [name.slice(0, end), name.slice(end)] : [name, ''];
  return stem.endsWith(` (${word})`) ? name : `${stem} (${word})${ending}`;
}
