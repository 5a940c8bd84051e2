import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { folderContract, type Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import type { FolderPlace } from './make-folders.ts';

interface Props {
  how: 'move' | 'copy';
  /** What is moved or copied: not offered as a place to go to. */
  ids: readonly string[];
  spaces: readonly Space[];
  begin: { space: Space; trail: readonly Folder[] };
  busy: boolean;
  error: unknown;
  onChoose: (place: FolderPlace) => void;
  onClose: () => void;
}

interface Folder {
  id: string;
  name: string;
}

/** Where to: walk down through folders, up by the way, over to other places. */
export function PlaceDialog({ how, ids, spaces, begin, busy, error, onChoose, onClose }: Props) {
  const t = useTexts('files');
  const [space, setSpace] = useState<Space | null>(begin.space);
  const [trail, setTrail] = useState<readonly Folder[]>(begin.trail);
  const folderId = trail.at(-1)?.id ?? null;
  const isLent = space?.sharedBy !== undefined;
  // above what is shared there is nothing to see
  const isTop = trail.length <= (isLent ? 1 : 0);
  const up = () => {
    setTrail(trail.slice(0, -1));
    if (isTop) setSpace(null);
  };
  // what is shared is moved where it lies, and not carried off
  const mayGoUp = space !== null && !(how === 'move' && isLent && isTop);
  const here = space === null ? t('browse.places') : (trail.at(-1)?.name ?? nameOf(space, t('browse.own')));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(how === 'move' ? 'browse.moveTo' : 'browse.copyTo')}
      closeButtonProps={{ 'aria-label': t('viewer.close') }}
    >
      <div className={classes.choose}>
        <div className={classes.chooseTop}>
          {mayGoUp && (
            <Button variant="subtle" leftSection={<Icon name="arrow-left" />} onClick={up}>
              {isTop ? t('browse.places') : (trail.at(-2)?.name ?? nameOf(space, t('browse.own')))}
            </Button>
          )}
          <strong role="status">{here}</strong>
        </div>
        {space === null ? (
          <ul className={classes.chooseList}>
            {spaces.map((other) => (
              <li key={other.id}>
                <ChooseRow
                  icon={other.kind === 'own' ? 'folder' : 'group'}
                  name={nameOf(other, t('browse.own'))}
                  onClick={() => setSpace(other)}
                />
              </li>
            ))}
          </ul>
        ) : (
          <Folders
            key={`${space.id} ${folderId}`}
            space={space}
            folderId={folderId}
            without={ids}
            onEnter={(folder) => setTrail([...trail, folder])}
          />
        )}
        <FormError error={error} />
        <div className={classes.chooseButtons}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <SubmitButton busy={busy} disabled={space === null} onPress={() => space !== null && onChoose({ spaceId: space.id, folderId })}>
            {t(how === 'move' ? 'browse.moveHere' : 'browse.copyHere')}
          </SubmitButton>
        </div>
      </div>
    </Modal>
  );
}

function Folders({
  space,
  folderId,
  without,
  onEnter,
}: {
  space: Space;
  folderId: string | null;
  without: readonly string[];
  onEnter: (folder: Folder) => void;
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

function ChooseRow({ icon, name, onClick }: { icon: string; name: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.chooseRow} onClick={onClick}>
      <Icon name={icon} />
      <span>{name}</span>
      <Icon name="chevron-right" size={18} />
    </button>
  );
}

function nameOf(space: Space, own: string): string {
  return space.kind === 'own' ? own : (space.name ?? '');
}
