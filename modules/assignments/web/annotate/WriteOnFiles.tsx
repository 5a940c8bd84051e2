import { useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { fileAddress, ownFileAddress } from '../file-address.ts';
import type { Task } from '../shown-work.ts';
import { AnnotateButtons } from './AnnotateButtons.tsx';
import classes from './annotate-open.module.css';
import { canAnnotate } from './can-annotate.ts';
import { Fetched } from './Fetched.tsx';

interface Props {
  task: Task;
  /** What is in the hand-in so far. */
  files: Task['files'];
  onMade: (file: File) => void;
}

const fetchAnnotator = () => import('./OwnAnnotator.tsx');

/** A pupil writes straight on the worksheet or on a file of their own; the written copy goes into the hand-in. */
export function WriteOnFiles({ task, files, onMade }: Props) {
  const t = useTexts('assignments');
  const [openId, setOpenId] = useState<string | null>(null);
  const own = files.map((file) => ({ ...file, address: ownFileAddress(file.id) }));
  const all = [...task.files.map((file) => ({ ...file, address: fileAddress(task.id)(file.id) })), ...own];
  const file = all.find(({ id }) => id === openId);
  if (!all.some(canAnnotate)) return null;
  if (file === undefined)
    return (
      <section aria-label={t('annotate.writeOnTitle')}>
        <AnnotateButtons files={all} label={(name) => t('annotate.writeOn', { name })} onOpen={({ id }) => setOpenId(id)} />
      </section>
    );
  return (
    <div className={classes.inPlace}>
      <Fetched key={file.id} fetch={fetchAnnotator} props={{ assignmentId: task.id, file, onMade, onClose: () => setOpenId(null) }} />
    </div>
  );
}
