import { Select } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { subjectHue } from '#kernel/ui/subject-hue.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Space } from '../../tree/contract.ts';
import { sharedPage, spacePage } from './addresses.ts';
import classes from './browse.module.css';
import { DropPlace } from './DropPlace.tsx';
import { PlaceLink, useGoToPlace } from './PlaceLink.tsx';

interface Props {
  spaces: readonly Space[];
  /** The page that is shown: a space's id, `neu`, `geteilt`, `favoriten` or `papierkorb`. */
  current: string;
  /** Takes what was dragged to the root of a space. */
  onDrop: (ids: readonly string[], spaceId: string) => void;
}

/** One's own files, what is new, favourites, then courses and groups, and the bin: a list at the left, a field on phones. */
export function Places({ spaces, current, onDrop }: Props) {
  const t = useTexts('files');
  const go = useGoToPlace();
  const nameOf = (space: Space) => (space.kind === 'own' ? t('browse.own') : (space.name ?? ''));
  const own = spaces.filter(({ kind }) => kind === 'own');
  const shared = spaces.filter(({ kind }) => kind !== 'own');
  const views = [
    { key: 'neu', to: 'dateien?ansicht=neu', icon: 'clock', name: t('browse.recent') },
    { key: 'geteilt', to: sharedPage, icon: 'people', name: t('share.place') },
    { key: 'favoriten', to: 'dateien?ansicht=favoriten', icon: 'star', name: t('browse.favourites') },
  ];
  const bin = { key: 'papierkorb', to: 'dateien?ansicht=papierkorb', icon: 'trash', name: t('browse.bin') };
  const toOf = new Map([
    ...spaces.map((space) => [space.id, spacePage(space)] as const),
    ...[...views, bin].map(({ key, to }) => [key, to] as const),
  ]);
  const link = (key: string, to: string, icon: string, name: string) => (
    <PlaceLink to={to} className={classes.place ?? ''} isCurrent={key === current}>
      <Icon name={icon} size={18} />
      <span>{name}</span>
    </PlaceLink>
  );
  const spaceLink = (space: Space) => (
    <li key={space.id} style={space.subject === null ? {} : { color: subjectHue(space.subject) }}>
      <DropPlace active={space.mayAdd} onDrop={(ids) => onDrop(ids, space.id)}>
        {link(space.id, spacePage(space), space.kind === 'own' ? 'folder' : space.kind === 'course' ? 'course' : 'group', nameOf(space))}
      </DropPlace>
    </li>
  );
  return (
    <>
      <Select
        className={classes.placeField ?? ''}
        aria-label={t('browse.places')}
        placeholder={t('browse.everywhere')}
        value={toOf.has(current) ? current : null}
        allowDeselect={false}
        onChange={(key) => go(toOf.get(key ?? '') ?? 'dateien')}
        data={[
          ...own.map((space) => ({ value: space.id, label: nameOf(space) })),
          ...views.map(asOption),
          ...shared.map((space) => ({ value: space.id, label: nameOf(space) })),
          asOption(bin),
        ]}
      />
      <nav className={classes.places} aria-label={t('browse.places')}>
        <ul>
          {own.map(spaceLink)}
          {views.map(({ key, to, icon, name }) => (
            <li key={key}>{link(key, to, icon, name)}</li>
          ))}
        </ul>
        {shared.length > 0 && <h2>{t('browse.shared')}</h2>}
        <ul>{shared.map(spaceLink)}</ul>
        <ul>
          <li>{link(bin.key, bin.to, bin.icon, bin.name)}</li>
        </ul>
      </nav>
    </>
  );
}

function asOption({ key, name }: { key: string; name: string }) {
  return { value: key, label: name };
}
