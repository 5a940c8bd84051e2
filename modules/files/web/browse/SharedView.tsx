import { Button } from '@mantine/core';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { ownLinksContract } from '../../link/contract.ts';
import { endShareContract, type SharedEntry, sharedByMeContract, sharedWithMeContract, sharesContract } from '../../share/contract.ts';
import { iconOf } from '../icon-of.ts';
import { useViewer } from '../use-viewer.tsx';
import { folderPage, viewedOf } from './addresses.ts';
import { LinkRow } from './LinkRow.tsx';
import { useGoToPlace } from './PlaceLink.tsx';
import classes from './share.module.css';

/** What others share with me, what I share, and my links. */
export function SharedView() {
  const t = useTexts('files');
  const may = useMay('files.share');
  return (
    <div className={classes.sharedView}>
      <h2>{t('share.withMe')}</h2>
      <WithMe />
      {may && (
        <>
          <h2>{t('share.byMe')}</h2>
          <ByMe />
          <OwnLinks />
        </>
      )}
    </div>
  );
}

function asEntry({ entryId: id, kind, name, type, sizeBytes }: SharedEntry) {
  return { id, kind, name, type, sizeBytes };
}

function useOpener(rows: readonly SharedEntry[]) {
  const files = rows.filter(({ kind }) => kind === 'file');
  const viewer = useViewer(files.flatMap((row) => viewedOf(asEntry(row))));
  const go = useGoToPlace();
  return {
    shown: viewer.shown,
    of: (row: SharedEntry) => ({
      onOpen: () => (row.kind === 'folder' ? go(folderPage(row.entryId)) : viewer.open(files.indexOf(row))),
    }),
  };
}

function WithMe() {
  const t = useTexts('files');
  const list = usePages(sharedWithMeContract, { query: {} });
  const opener = useOpener(list.rows);
  return (
    <>
      <DataList
        label={t('share.withMe')}
        list={list}
        idOf={({ shareId }) => shareId}
        empty={<p className="quiet">{t('share.nothingWithMe')}</p>}
      >
        {(row) => (
          <DataRow
            title={row.name}
            sub={
              <span className="num">
                <Person name={row.by} /> · <Words row={row} />
              </span>
            }
            icon={row.kind === 'folder' ? 'folder' : iconOf(row.type ?? '')}
            {...opener.of(row)}
          />
        )}
      </DataList>
      {opener.shown}
    </>
  );
}

function ByMe() {
  const t = useTexts('files');
  const list = usePages(sharedByMeContract, { query: {} });
  const opener = useOpener(list.rows);
  const ending = useSend(endShareContract, { refreshes: [sharedByMeContract, sharesContract] });
  return (
    <>
      <FormError error={ending.error} />
      <DataList
        label={t('share.byMe')}
        list={list}
        idOf={({ shareId }) => shareId}
        empty={<p className="quiet">{t('share.nothingByMe')}</p>}
      >
        {(row) => (
          <DataRow
            title={row.name}
            sub={
              <span className="num">
                <Person name={row.with} /> · <Words row={row} />
              </span>
            }
            icon={row.kind === 'folder' ? 'folder' : iconOf(row.type ?? '')}
            {...opener.of(row)}
            actions={
              <Button
                disabled={ending.busy}
                aria-label={t('share.endOf', { name: row.name, with: row.with })}
                onClick={() => void ending.send({ params: { shareId: row.shareId } })}
              >
                {t('share.end')}
              </Button>
            }
          />
        )}
      </DataList>
      {opener.shown}
    </>
  );
}

function Words({ row }: { row: SharedEntry }) {
  const t = useTexts('files');
  const times = useTimes();
  const until = row.endsOn === null ? '' : ` · ${t('share.until', { day: times.day(row.endsOn) })}`;
  return (
    <>
      {t(row.mayChange ? 'share.mayChange' : 'share.mayRead')}
      {until}
    </>
  );
}

/** Only where there are some: most people never make one. */
function OwnLinks() {
  const t = useTexts('files');
  const list = usePages(ownLinksContract, { query: {} });
  if (list.rows.length === 0) return null;
  return (
    <>
      <h2>{t('link.own')}</h2>
      <DataList label={t('link.own')} list={list} idOf={({ id }) => id}>
        {(link) => <LinkRow link={link} />}
      </DataList>
    </>
  );
}
