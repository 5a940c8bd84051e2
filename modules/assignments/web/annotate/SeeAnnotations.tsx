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
  // the same file may belong to two versions
  const placed = files.map((file) => ({ ...file, place: `${file.versionId} ${file.id}` }));
  const [open, setOpen] = useState<string | null>(null);
  const file = placed.find(({ place }) => place === open);
  if (file === undefined)
    return (
      <AnnotateButtons
        files={placed}
        label={(name, { version }) => (version === null ? t('annotate.given', { name }) : t('annotate.givenVersion', { name, version }))}
        onOpen={({ place }) => setOpen(place)}
      />
    );
  return (
    <div className={classes.inPlace}>
      <Fetched key={file.place} fetch={fetchAnnotator} props={{ assignmentId, file, onClose: () => setOpen(null) }} />
    </div>
  );
}
