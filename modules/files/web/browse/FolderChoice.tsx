import { Button } from '@mantine/core';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { folderContract, type Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { ChooseRow } from './ChooseRow.tsx';

export interface FolderName {
  id: string;
  name: string;
}

/** The folders in a place, to go down into. */
export function FolderChoice({
  space,
  folderId,
  without,
  onEnter,
}: {
  space: Space;
  folderId: string | null;
  without: readonly string[];
  onEnter: (folder: FolderName) => void;
}) {
  const t = useTexts('files');
  const list = usePages(folderContract, {
    query: { ...(folderId === null ? { spaceId: space.id } : { folderId }), sort: 'name', limit: 100 },
  });
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} again={list.again} />;
  if (list.pending) return <Skeleton rows={4} />;
  const folders = list.rows.filter(({ kind, id }) => kind === 'folder' && !without.includes(id));
  const mayBeMore = list.more !== null && list.rows.every(({ kind }) => kind === 'folder'); // folders come first
  return (
    <ul className={classes.chooseList}>
      {folders.map((folder) => (
        <li key={folder.id}>
          <ChooseRow icon="folder" name={folder.name} onClick={() => onEnter(folder)} />
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
