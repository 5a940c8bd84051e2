import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { HandInVersion } from '../../answer/contract.ts';
import { fileAddress } from '../file-address.ts';
import { SaveNote } from '../SaveNote.tsx';
import Annotator from './Annotator.tsx';
import { useTeacherInk } from './use-teacher-ink.ts';

interface Props {
  assignmentId: string;
  pupilId: string;
  handIn: HandInVersion;
  file: HandInVersion['files'][number];
  /** Not the version that counts. */
  earlier: boolean;
  onClose: () => void;
}

/** A pupil's file with what teachers annotate on it; saved by itself, seen by the pupil once the answer is given back. */
export default function TeacherAnnotator({ assignmentId, pupilId, handIn, file, earlier, onClose }: Props) {
  const t = useTexts('assignments');
  const { ink, failed, again, status, error } = useTeacherInk({ assignmentId, pupilId, fileId: file.id, handInId: handIn.id, earlier });
  if (failed !== null) return <ErrorState error={failed} again={again} />;
  if (ink === null) return <Skeleton rows={12} of="text" />;
  const words = { saving: t('annotate.saving'), saved: t('annotate.saved'), offline: t('annotate.offline') };
  return (
    <Annotator
      file={{ ...file, address: fileAddress(assignmentId)(file.id) }}
      ink={ink}
      onClose={onClose}
      note={
        <>
          {earlier && <span className="quiet">{t('annotate.earlier', { version: handIn.version })}</span>}
          <SaveNote status={status} words={words} refusal={status === 'refused' ? refusalText(error) : null} />
        </>
      }
    />
  );
}
