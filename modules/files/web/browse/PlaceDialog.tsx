import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { MissingContext } from '#kernel/ui/missing.ts';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { sharedPlacesContract } from '../../share/contract.ts';
import type { Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { FolderChoice, type FolderName } from './FolderChoice.tsx';
import type { FolderPlace } from './make-folders.ts';
import { PlaceChoice, SharedChoice } from './PlaceChoice.tsx';

interface Props {
  how: 'move' | 'copy';
  /** What is moved or copied: not offered as a place to go to. */
  ids: readonly string[];
  spaces: readonly Space[];
  begin: { space: Space; trail: readonly FolderName[] };
  busy: boolean;
  error: unknown;
  onChoose: (place: FolderPlace) => void;
  onClose: () => void;
}

/** Where to: walk down through folders, up by the way, over to other places. */
export function PlaceDialog({ how, ids, spaces, begin, busy, error, onChoose, onClose }: Props) {
  const t = useTexts('files');
  const [space, setSpace] = useState<Space | null>(begin.space);
  const [trail, setTrail] = useState<readonly FolderName[]>(begin.trail);
  // what is moved to somebody else's is theirs and does not come back: that is left to copies
  const shared = usePages(sharedPlacesContract, { query: {} }, { when: how === 'copy' });
  const offersShared = how === 'copy' && (shared.rows.length > 0 || shared.error !== null);
  const [above, setAbove] = useState<'places' | 'shared'>(begin.space.sharedBy === undefined ? 'places' : 'shared');
  const list = above === 'shared' && offersShared ? 'shared' : 'places';
  const nameOfList = t(list === 'shared' ? 'share.withMe' : 'browse.places');
  const folderId = trail.at(-1)?.id ?? null;
  const isLent = space?.sharedBy !== undefined;
  // above what is shared there is nothing to see
  const isTop = trail.length <= (isLent ? 1 : 0);
  const up = () => {
    if (space === null) return setAbove('places');
    setTrail(trail.slice(0, -1));
    if (isTop) setSpace(null);
  };
  // what is shared is moved where it lies, and not carried off
  const mayGoUp = space === null ? list === 'shared' : !(how === 'move' && isLent && isTop);
  const nameAbove = space === null ? t('browse.places') : isTop ? nameOfList : (trail.at(-2)?.name ?? nameOf(space, t('browse.own')));
  const here = space === null ? nameOfList : (trail.at(-1)?.name ?? nameOf(space, t('browse.own')));
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
              {nameAbove}
            </Button>
          )}
          <strong role="status">{here}</strong>
        </div>
        {space === null && list === 'shared' ? (
          <SharedChoice
            list={shared}
            without={ids}
            onChoose={({ id, name, space: lent }) => {
              setSpace(lent);
              setTrail([{ id, name }]);
            }}
          />
        ) : space === null ? (
          <PlaceChoice
            spaces={spaces}
            onShared={offersShared ? () => setAbove('shared') : null}
            onSpace={(other) => {
              setSpace(other);
              setAbove('places');
            }}
          />
        ) : (
          // a share may end while one looks: that is said here, and the page behind stays
          <MissingContext value={stay}>
            <FolderChoice
              key={`${space.id} ${folderId}`}
              space={space}
              folderId={folderId}
              without={ids}
              onEnter={(folder) => setTrail([...trail, folder])}
            />
          </MissingContext>
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

const stay = () => undefined;

function nameOf(space: Space, own: string): string {
  return space.kind === 'own' ? own : (space.name ?? '');
}
