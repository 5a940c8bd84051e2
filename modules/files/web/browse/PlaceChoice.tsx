import { Button } from '@mantine/core';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import type { PagedAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { SharedPlace } from '../../share/contract.ts';
import type { Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { ChooseRow } from './ChooseRow.tsx';

/** My own files, what is shared with me where there is such a thing, then courses and groups. */
export function PlaceChoice({
  spaces,
  onSpace,
  onShared,
}: {
  spaces: readonly Space[];
  onSpace: (space: Space) => void;
  /** Null: nothing is shared with me into which I may put something. */
  onShared: (() => void) | null;
}) {
  const t = useTexts('files');
  const rows = (kind: 'own' | 'others') =>
    spaces
      .filter((space) => (space.kind === 'own') === (kind === 'own'))
      .map((space) => (
        <li key={space.id}>
          <ChooseRow
            icon={space.kind === 'own' ? 'folder' : space.kind}
            name={space.kind === 'own' ? t('browse.own') : (space.name ?? '')}
            onClick={() => onSpace(space)}
          />
        </li>
      ));
  return (
    <ul className={classes.chooseList} aria-label={t('browse.places')}>
      {rows('own')}
      {onShared !== null && (
        <li>
          <ChooseRow icon="people" name={t('share.withMe')} onClick={onShared} />
        </li>
      )}
      {rows('others')}
    </ul>
  );
}

/** Folders others share with me for changing. */
export function SharedChoice({
  list,
  without,
  onChoose,
}: {
  list: PagedAsk<SharedPlace>;
  without: readonly string[];
  onChoose: (place: SharedPlace) => void;
}) {
  const t = useTexts('files');
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} again={list.again} />;
  const places = list.rows.filter(({ id }) => !without.includes(id));
  return (
    <ul className={classes.chooseList} aria-label={t('share.withMe')}>
      {places.map((place) => (
        <li key={place.id}>
          <ChooseRow
            icon="folder"
            name={place.name}
            sub={t('share.from', { by: place.space.sharedBy ?? '' })}
            onClick={() => onChoose(place)}
          />
        </li>
      ))}
      {places.length === 0 && <li className="quiet">{t('browse.noFolders')}</li>}
      {list.more !== null && (
        <li>
          <Button variant="subtle" loading={list.loadingMore} onClick={() => list.more?.()}>
            {t('browse.moreFolders')}
          </Button>
        </li>
      )}
    </ul>
  );
}
