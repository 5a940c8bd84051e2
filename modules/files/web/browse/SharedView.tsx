import { Button } from '@mantine/core';
import { DataList } from '#kernel/ui/DataList.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { ownLinksContract } from '../../link/contract.ts';
import { endShareContract, sharedByMeContract, sharesContract } from '../../share/contract.ts';
import type { Space } from '../../tree/contract.ts';
import { LinkRow } from './LinkRow.tsx';
import { SharedRow } from './SharedRow.tsx';
import { SharedWithMe } from './SharedWithMe.tsx';
import classes from './share.module.css';
import type { useEntryActs } from './use-entry-acts.ts';
import { useSharedOpener } from './use-shared-opener.ts';
import type { Done } from './use-undo.ts';

interface Props {
  spaces: readonly Space[];
  acts: ReturnType<typeof useEntryActs>;
  say: (done: Done) => void;
}

/** What others share with me, what I share, and my links. */
export function SharedView(props: Props) {
  const t = useTexts('files');
  const may = useMay('files.share');
  return (
    <div className={classes.sharedView}>
      <h2>{t('share.withMe')}</h2>
      <SharedWithMe {...props} />
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

function ByMe() {
  const t = useTexts('files');
  const list = usePages(sharedByMeContract, { query: {} });
  const opener = useSharedOpener(list.rows);
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
          <SharedRow
            row={row}
            who={row.with}
            onOpen={() => opener.open(row)}
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
