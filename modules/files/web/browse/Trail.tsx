import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Space } from '../../tree/contract.ts';
import { folderPage, sharedPage, spacePage } from './addresses.ts';
import classes from './browse.module.css';
import { DropPlace } from './DropPlace.tsx';
import { PlaceLink } from './PlaceLink.tsx';

interface Props {
  space: Space;
  trail: readonly { id: string; name: string }[];
  onDrop: (ids: readonly string[], folderId: string | null) => void;
}

/** The way from the root of the space to this folder; each part is a link, and things can be dropped on it. */
export function Trail({ space, trail, onDrop }: Props) {
  const t = useTexts('files');
  if (trail.length === 0) return null;
  return (
    <nav aria-label={t('browse.trail')}>
      <ol className={classes.trail}>
        <li>
          <DropPlace active={space.mayAdd} onDrop={(ids) => onDrop(ids, null)}>
            {space.sharedBy === undefined ? (
              <PlaceLink to={spacePage(space)}>{space.kind === 'own' ? t('browse.own') : space.name}</PlaceLink>
            ) : (
              <PlaceLink to={sharedPage}>{t('share.from', { by: space.sharedBy })}</PlaceLink>
            )}
          </DropPlace>
        </li>
        {trail.map(({ id, name }, place) => (
          <li key={id}>
            <Icon name="chevron-right" size={16} />
            {place === trail.length - 1 ? (
              <span aria-current="page">{name}</span>
            ) : (
              <DropPlace active onDrop={(ids) => onDrop(ids, id)}>
                <PlaceLink to={folderPage(id)}>{name}</PlaceLink>
              </DropPlace>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
