import { Button } from '@mantine/core';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import type { PagedAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry, Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { ChooseRow } from './ChooseRow.tsx';
import { isGone } from './use-place.ts';

export interface FolderName {
  id: string;
  name: string;
}

/** The folders in a place, to go down into; those into which members of a group put nothing say so. */
export function FolderChoice({
  space,
  list,
  without,
  onEnter,
}: {
  space: Space;
  list: PagedAsk<Entry>;
  without: readonly string[];
  onEnter: (folder: FolderName) => void;
}) {
  const t = useTexts('files');
  if (isGone(list.error))
    return (
      <p className="quiet" role="status">
        {t('place.gone')}
      </p>
    );
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} again={list.again} />;
  if (list.pending) return <Skeleton rows={4} />;
  const folders = list.rows.filter(({ kind, id }) => kind === 'folder' && !without.includes(id));
  const mayBeMore = list.more !== null && list.rows.every(({ kind }) => kind === 'folder'); // folders come first
  const isRead = ({ part }: Entry) => part === 'read' && !space.leads && space.sharedBy === undefined;
  return (
    <ul className={classes.chooseList}>
      {folders.map((folder) => (
        <li key={folder.id}>
          <ChooseRow
            icon="folder"
            name={folder.name}
            {...(isRead(folder) && { sub: t('browse.parts.read') })}
            onClick={() => onEnter(folder)}
          />
        </li>
      ))}
      {folders.length === 0 && <li className="quiet">{t('browse.noFolders')}</li>}
      {mayBeMore && (
        <li>
          <Button variant="subtle" onClick={() => list.more?.()}>
            {t('browse.moreFolders')}
          </Button>
        </li>
      )}
    </ul>
  );
}
