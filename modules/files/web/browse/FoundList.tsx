import type { Static } from '#kernel/contract/t.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type FoundEntry, favouritesContract, findContract, recentContract } from '../../find/contract.ts';
import { iconOf } from '../icon-of.ts';
import { useViewer } from '../use-viewer.tsx';
import { folderPage, sharedPage, spacePage, viewedOf } from './addresses.ts';
import classes from './browse.module.css';
import { PlaceLink } from './PlaceLink.tsx';

type Found = Static<typeof FoundEntry>;

/** What a search, the favourites or the latest files have found, with where each lies. */
export function FoundList({ view, q }: { view: 'neu' | 'favoriten' | 'suche'; q: string }) {
  const t = useTexts('files');
  const recent = usePages(recentContract, { query: {} }, { when: view === 'neu' });
  const favourites = usePages(favouritesContract, { query: {} }, { when: view === 'favoriten' });
  const found = usePages(findContract, { query: { q } }, { when: view === 'suche' });
  const list = { neu: recent, favoriten: favourites, suche: found }[view];
  const files = list.rows.filter(({ kind, locked }) => kind === 'file' && !locked);
  const viewer = useViewer(files.flatMap(viewedOf));
  const empty = { neu: t('browse.emptyRecent'), favoriten: t('browse.emptyFavourites'), suche: t('emptySearch') }[view];
  return (
    <>
      <DataList
        label={t(`browse.lists.${view}`)}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon={view === 'favoriten' ? 'star' : 'search'} title={empty} />}
      >
        {(entry) => <FoundRow entry={entry} onOpen={() => viewer.open(files.indexOf(entry))} />}
      </DataList>
      {viewer.shown}
    </>
  );
}

function FoundRow({ entry, onOpen }: { entry: Found; onOpen: () => void }) {
  const t = useTexts('files');
  const { folderId, folderName, space } = entry;
  const isLent = space.sharedBy !== undefined;
  const isFolder = entry.kind === 'folder';
  return (
    <DataRow
      title={entry.name}
      sub={
        <>
          <span className="num">
            {space.sharedBy !== undefined && (
              <>
                <Person name={space.sharedBy} />
                {' · '}
              </>
            )}
            <RelativeTime at={entry.changedAt} />
            {entry.sizeBytes !== null && ` · ${sayBytes(entry.sizeBytes)}`}
            {entry.locked && ` · ${t('browse.locked')}`}
          </span>
          {entry.excerpt !== undefined && <span className={classes.excerpt}>{entry.excerpt}</span>}
        </>
      }
      icon={isFolder ? 'folder' : iconOf(entry.type ?? '')}
      {...(isFolder ? { to: folderPage(entry.id) } : !entry.locked && { onOpen })}
      actions={
        <PlaceLink
          to={folderId !== null ? folderPage(folderId) : isLent ? sharedPage : spacePage(space)}
          className={`link ${classes.foundIn}`}
        >
          {isLent
            ? folderName === null
              ? t('share.place')
              : t('share.under', { folder: folderName })
            : (folderName ?? (space.kind === 'own' ? t('browse.own') : space.name))}
        </PlaceLink>
      }
    />
  );
}
