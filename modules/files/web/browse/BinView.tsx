import { Button } from '@mantine/core';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { binListContract, emptyBinContract, type Space, unbinContract } from '../../tree/contract.ts';
import { iconOf } from '../icon-of.ts';
import { listsOfEntries } from './lists-of-entries.ts';
import type { Done } from './use-undo.ts';

/** What was deleted in a place, for thirty days, with the way back. */
export function BinView({ spaces, say }: { spaces: readonly Space[]; say: (done: Done) => void }) {
  const t = useTexts('files');
  const own = spaces.find(({ kind }) => kind === 'own')?.id ?? '';
  const [spaceId] = useFilter('korb', own);
  const space = spaces.find(({ id }) => id === spaceId);
  const list = usePages(binListContract, { query: spaceId === '' ? {} : { spaceId } });
  const restoring = useSend(unbinContract, { refreshes: listsOfEntries });
  const emptying = useSend(emptyBinContract, { refreshes: listsOfEntries });
  const dialog = useDialog();
  const restore = async (id: string, name: string) => {
    if ((await restoring.send({ body: { ids: [id] } })) !== undefined) say({ words: t('browse.restored', { name }) });
  };
  return (
    <>
      {spaces.length > 1 && (
        <FilterBar label={t('browse.places')}>
          <FilterChoice
            name="korb"
            label={t('browse.binOf')}
            usual={own}
            options={spaces.map(({ id, kind, name }) => ({ value: id, label: kind === 'own' ? t('browse.own') : (name ?? '') }))}
          />
        </FilterBar>
      )}
      <FormError error={restoring.error} />
      <DataList
        label={t('browse.bin')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="trash" title={t('emptyBin')}>
            {t('emptyBinText')}
          </EmptyState>
        }
      >
        {(entry) => (
          <DataRow
            title={entry.name}
            sub={
              <span className="num">
                <RelativeTime at={entry.deletedAt} words={(when) => t('deletedAt', { when })} />
                {entry.by !== null && (
                  <>
                    {` ${t('deletedBy')} `}
                    <Person name={entry.by} />
                  </>
                )}
                {` · ${sayBytes(entry.sizeBytes)}`}
                {entry.folderName !== null && ` · ${entry.folderName}`}
              </span>
            }
            icon={entry.kind === 'folder' ? 'folder' : iconOf(entry.type ?? '')}
            actions={
              <Button
                leftSection={<Icon name="undo" />}
                disabled={restoring.busy}
                aria-label={t('restoreOf', { name: entry.name })}
                onClick={() => void restore(entry.id, entry.name)}
              >
                {t('restore')}
              </Button>
            }
          />
        )}
      </DataList>
      {space?.leads && list.rows.length > 0 && (
        <Button variant="subtle" leftSection={<Icon name="trash" />} onClick={dialog.show}>
          {t('browse.emptyTheBin')}
        </Button>
      )}
      <ConfirmDialog
        {...dialog.props}
        title={t('browse.emptyTheBin')}
        confirm={t('browse.emptyTheBin')}
        busy={emptying.busy}
        error={emptying.error}
        onConfirm={() => void emptying.send({ body: { spaceId } }).then((answer) => answer !== undefined && dialog.hide())}
      >
        {t('browse.emptyTheBinText')}
      </ConfirmDialog>
    </>
  );
}
