import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useLook } from '#kernel/web/live.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { needsPreview } from '../../preview/contract.ts';
import { askPreview } from './ask-preview.ts';
import { OtherView } from './OtherView.tsx';
import { asShown } from './preview-address.ts';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

interface Props {
  file: ViewedFile;
  /** Draws what there is to be seen, under the name of the file. */
  children: (shown: ViewedFile) => ReactNode;
}

/** Draws a file, or what the server makes of it for that: says that it is being made, shows it when it is there, and offers the file when it cannot be made. */
export function Made({ file, children }: Props) {
  return needsPreview(file.type) ? <Awaited file={file}>{children}</Awaited> : children(file);
}

function Awaited({ file, children }: Props) {
  const t = useTexts('files');
  const key = ['files.preview', file.address];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => askPreview(file.address, signal),
    // where no live line reaches (behind a link), and should it be lost
    refetchInterval: ({ state }) => (state.data?.is === 'waiting' ? 3_000 : false),
    // without a line it is said so at once, and asked again when it is back
    networkMode: 'always',
    refetchOnReconnect: true,
    retry: false,
  });
  useLook(data?.is === 'waiting' && !location.pathname.startsWith('/s/') ? data.topic : undefined, key);
  if (data?.is === 'made') return children({ ...asShown(file), name: file.name });
  if (data?.is === 'none') return <OtherView file={file} why={t(`viewer.${data.why}`)} />;
  if (error !== null) return <ErrorState error={error} again={() => void refetch()} />;
  return (
    <div className={classes.making}>
      {data?.is === 'waiting' && <p role="status">{t('viewer.making')}</p>}
      <Skeleton rows={12} of="text" />
    </div>
  );
}
