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
import { isGone, usePlace } from './use-place.ts';

interface Props {
  how: 'move' | 'copy';
  /** What is moved or copied: not offered as a place to go to. */
  ids: readonly string[];
  spaces: readonly Space[];
  /** Where one looks first; null: at one’s own files. */
  begin: { space: Space; trail: readonly FolderName[] } | null;
  busy: boolean;
  error: unknown;
  /** Resolves with whether it was done; after a refusal, which then stands in `error`, the dialog stays and looks again. */
  onChoose: (place: FolderPlace) => Promise<boolean>;
  /** One looks elsewhere: a refusal that was said has been read. */
  onLook: () => void;
  onClose: () => void;
}

/** Where to: walk down through folders, up by the way, over to other places. Only where one may put something is it offered to do so. */
export function PlaceDialog({ how, ids, spaces, begin, busy, error, onChoose, onLook, onClose }: Props) {
  const t = useTexts('files');
  const [space, setSpace] = useState<Space | null>(begin?.space ?? spaces.find(({ kind }) => kind === 'own') ?? null);
  const [trail, setTrail] = useState<readonly FolderName[]>(begin?.trail ?? []);
  // what is moved to somebody else's is theirs and does not come back: that is left to copies
  const shared = usePages(sharedPlacesContract, { query: {} }, { when: how === 'copy' });
  const offersShared = how === 'copy' && (shared.rows.length > 0 || shared.error !== null);
  const [above, setAbove] = useState<'places' | 'shared'>(begin?.space.sharedBy === undefined ? 'places' : 'shared');
  const list = above === 'shared' && offersShared ? 'shared' : 'places';
  const nameOfList = t(list === 'shared' ? 'share.withMe' : 'browse.places');
  const folderId = trail.at(-1)?.id ?? null;
  const looked = usePlace(space, folderId);
  const isLent = space?.sharedBy !== undefined;
  // above what is shared there is nothing to see
  const isTop = trail.length <= (isLent ? 1 : 0);
  const go = (to: Space | null, way: readonly FolderName[]) => {
    onLook();
    setSpace(to);
    setTrail(way);
  };
  const up = () => {
    if (space === null) setAbove('places');
    go(isTop ? null : space, trail.slice(0, -1));
  };
  const choose = async () => {
    if (space === null || (await onChoose({ spaceId: space.id, folderId }))) return;
    // it may be that a share or a right has ended: what is offered is asked again
    looked.list.again();
    if (how === 'copy') shared.again();
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
          <SharedChoice list={shared} without={ids} onChoose={({ id, name, space: lent }) => go(lent, [{ id, name }])} />
        ) : space === null ? (
          <PlaceChoice
            spaces={spaces}
            onShared={offersShared ? () => setAbove('shared') : null}
            onSpace={(other) => {
              go(other, []);
              setAbove('places');
            }}
          />
        ) : (
          // a share may end while one looks: that is said here, and the page behind stays
          <MissingContext value={stay}>
            <FolderChoice space={space} list={looked.list} without={ids} onEnter={(folder) => go(space, [...trail, folder])} />
          </MissingContext>
        )}
        <FormError error={isGone(error) ? t(how === 'move' ? 'place.notMoved' : 'place.notCopied') : error} />
        <p className={`quiet ${classes.chooseNote}`} role="status">
          {looked.mayAdd === false && t(isLent ? 'place.readOnlyLent' : looked.opensBelow ? 'place.readOnlyHere' : 'place.readOnly')}
        </p>
        <div className={classes.chooseButtons}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {looked.mayAdd !== false && (
            <SubmitButton busy={busy} disabled={looked.mayAdd === null} onPress={() => void choose()}>
              {t(how === 'move' ? 'browse.moveHere' : 'browse.copyHere')}
            </SubmitButton>
          )}
        </div>
      </div>
    </Modal>
  );
}

const stay = () => undefined;

function nameOf(space: Space, own: string): string {
  return space.kind === 'own' ? own : (space.name ?? '');
}
