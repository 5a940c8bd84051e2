import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { receivedContract } from '../../answer/contract.ts';
import { AnnotateButtons } from './AnnotateButtons.tsx';
import classes from './annotate-open.module.css';
import { Fetched } from './Fetched.tsx';

interface Props {
  assignmentId: string;
  files: Answer<typeof receivedContract>['annotated'];
}

const fetchAnnotator = () => import('./GivenAnnotator.tsx');

/** A pupil's own files with what was annotated on them and given back; nothing where nothing was. */
export function SeeAnnotations({ assignmentId, files }: Props) {
  const t = useTexts('assignments');
  const [openId, setOpenId] = useState<string | null>(null);
  const file = files.find(({ id }) => id === openId);
  if (file === undefined)
    return <AnnotateButtons files={files} label={(name) => t('annotate.given', { name })} onOpen={({ id }) => setOpenId(id)} />;
  return (
    <div className={classes.inPlace}>
      <Fetched key={file.id} fetch={fetchAnnotator} props={{ assignmentId, file, onClose: () => setOpenId(null) }} />
    </div>
  );
}
