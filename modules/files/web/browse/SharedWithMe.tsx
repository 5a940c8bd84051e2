import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { type PagedAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { findContract, recentContract } from '../../find/contract.ts';
import { listedContract, type SharedEntry, sharedWithMeContract } from '../../share/contract.ts';
import { download } from '../use-viewer.tsx';
import { downloadAsZip } from './addresses.ts';
import { SharedRow } from './SharedRow.tsx';
import classes from './share.module.css';
import { useSharedOpener, viewedShared } from './use-shared-opener.ts';
import type { Done } from './use-undo.ts';

const refreshes = [sharedWithMeContract, findContract, recentContract] as const;

/** What others share with me; what I have taken off this list stands below, folded away. */
export function SharedWithMe({ say }: { say: (done: Done) => void }) {
  const t = useTexts('files');
  const list = usePages(sharedWithMeContract, { query: {} });
  const offList = usePages(sharedWithMeContract, { query: { offList: true } });
  const opener = useSharedOpener(list.rows);
  const listing = useSend(listedContract, { refreshes });
  const puttingBack = useSend(listedContract, { refreshes });
  const takeOff = async ({ shareId, name }: SharedEntry) => {
    if ((await listing.send({ params: { shareId }, body: { listed: false } })) === undefined) return;
    say({ words: t('share.isOffList', { name }), undo: () => void puttingBack.send({ params: { shareId }, body: { listed: true } }) });
  };
  return (
    <>
      <FormError error={listing.error ?? puttingBack.error} />
      <DataList
        label={t('share.withMe')}
        list={list}
        idOf={({ shareId }) => shareId}
        empty={<p className="quiet">{t(offList.rows.length > 0 ? 'share.nothingListed' : 'share.nothingWithMe')}</p>}
      >
        {(row) => (
          <SharedRow
            row={row}
            who={row.by}
            onOpen={() => opener.open(row)}
            actions={<SharedMenu row={row} onTakeOff={() => void takeOff(row)} />}
          />
        )}
      </DataList>
      {opener.shown}
      {/* most people never take anything off */}
      {offList.rows.length > 0 && <OffList list={offList} say={say} />}
    </>
  );
}

function SharedMenu({ row, onTakeOff }: { row: SharedEntry; onTakeOff: () => void }) {
  const t = useTexts('files');
  const isFolder = row.kind === 'folder';
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon aria-label={t('browse.menuOf', { name: row.name })}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="download" size={18} />}
          onClick={() => (isFolder ? downloadAsZip([row.entryId]) : download(viewedShared(row)[0]))}
        >
          {t(isFolder ? 'zip.download' : 'viewer.download')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="minus" size={18} />} onClick={onTakeOff}>
          {t('share.offList')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What I have taken off my list, with the way back onto it. */
function OffList({ list, say }: { list: PagedAsk<SharedEntry>; say: (done: Done) => void }) {
  const t = useTexts('files');
  const opener = useSharedOpener(list.rows);
  const listing = useSend(listedContract, { refreshes });
  const [isShown, setShown] = useState(false);
  const putBack = async ({ shareId, name }: SharedEntry) => {
    if ((await listing.send({ params: { shareId }, body: { listed: true } })) !== undefined)
      say({ words: t('share.isBackOnList', { name }) });
  };
  return (
    <div className={classes.offList}>
      <button type="button" className="link" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? 'share.hideOffList' : 'share.showOffList')}
      </button>
      <FormError error={listing.error} />
      {isShown && (
        <DataList label={t('share.offListTitle')} list={list} idOf={({ shareId }) => shareId}>
          {(row) => (
            <SharedRow
              row={row}
              who={row.by}
              onOpen={() => opener.open(row)}
              actions={
                <Button disabled={listing.busy} aria-label={t('share.backOnListOf', { name: row.name })} onClick={() => void putBack(row)}>
                  {t('share.backOnList')}
                </Button>
              }
            />
          )}
        </DataList>
      )}
      {opener.shown}
    </div>
  );
}
