import { Button } from '@mantine/core';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { type PagedAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { findContract, recentContract } from '../../find/contract.ts';
import { listedContract, type SharedEntry, sharedWithMeContract } from '../../share/contract.ts';
import type { Space } from '../../tree/contract.ts';
import { PlaceDialog } from './PlaceDialog.tsx';
import { SharedMenu } from './SharedMenu.tsx';
import { SharedRow } from './SharedRow.tsx';
import classes from './share.module.css';
import type { useEntryActs } from './use-entry-acts.ts';
import { useSharedOpener } from './use-shared-opener.ts';
import type { Done } from './use-undo.ts';

const refreshes = [sharedWithMeContract, findContract, recentContract] as const;

interface Props {
  /** Where a copy can go. */
  spaces: readonly Space[];
  acts: ReturnType<typeof useEntryActs>;
  say: (done: Done) => void;
}

/** What others share with me, to open, copy and take home; what I have taken off this list stands below, folded away. */
export function SharedWithMe({ spaces, acts, say }: Props) {
  const t = useTexts('files');
  const list = usePages(sharedWithMeContract, { query: {} });
  const offList = usePages(sharedWithMeContract, { query: { offList: true } });
  const opener = useSharedOpener(list.rows);
  const listing = useSend(listedContract, { refreshes });
  const puttingBack = useSend(listedContract, { refreshes });
  const [copied, setCopied] = useState<SharedEntry | null>(null);
  // what was refused in a folder one has come from is not said here
  const [hasActed, setActed] = useState(false);
  const copy = (row: SharedEntry | null) => {
    acts.forget();
    setActed(true);
    setCopied(row);
  };
  const takeOff = async ({ shareId, name }: SharedEntry) => {
    if ((await listing.send({ params: { shareId }, body: { listed: false } })) === undefined) return;
    say({ words: t('share.isOffList', { name }), undo: () => void puttingBack.send({ params: { shareId }, body: { listed: true } }) });
  };
  return (
    <>
      <FormError error={listing.error ?? puttingBack.error ?? (hasActed && copied === null ? acts.error : null)} />
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
            actions={<SharedMenu row={row} onCopy={() => copy(row)} onTakeOff={() => void takeOff(row)} />}
          />
        )}
      </DataList>
      {opener.shown}
      {copied !== null && (
        <PlaceDialog
          how="copy"
          ids={[copied.entryId]}
          spaces={spaces}
          begin={null}
          {...acts.placing}
          onLook={acts.forget}
          onClose={() => copy(null)}
          onChoose={async (to) => {
            const done = await acts.copy([copied.entryId], to);
            if (done) setCopied(null);
            else list.again(); // its share may have ended
            return done;
          }}
        />
      )}
      {/* most people never take anything off */}
      {offList.rows.length > 0 && <OffList list={offList} say={say} />}
    </>
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
