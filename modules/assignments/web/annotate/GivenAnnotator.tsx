import { useMemo } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { givenAnnotationsContract } from '../../annotate/contract.ts';
import type { receivedContract } from '../../answer/contract.ts';
import { fileAddress } from '../file-address.ts';
import Annotator from './Annotator.tsx';
import { createInk } from './ink-store.ts';

interface Props {
  assignmentId: string;
  file: Answer<typeof receivedContract>['annotated'][number];
  onClose: () => void;
}

/** A pupil's own file with what the teacher has annotated on it, as it was given back: to look at and to take along. */
export default function GivenAnnotator({ assignmentId, file, onClose }: Props) {
  const ask = useAsk(givenAnnotationsContract, { params: { assignmentId, fileId: file.id }, query: { versionId: file.versionId } });
  const pages = ask.data?.pages;
  const ink = useMemo(() => {
    const open = createInk();
    for (const { page, annotations } of pages ?? []) open.put(page, annotations);
    return open;
  }, [pages]);
  if (ask.error !== null) return <ErrorState error={ask.error} again={() => void ask.refetch()} />;
  if (pages === undefined) return <Skeleton rows={12} of="text" />;
  return <Annotator file={{ ...file, address: fileAddress(assignmentId)(file.id) }} ink={ink} readOnly onClose={onClose} />;
}
