import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useFilter } from '#kernel/web/address.ts';
import { keyOf, useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { deleteContract, type OwnFile, ownFilesContract, restoreContract, roomContract } from '../contract.ts';
import { FileRow } from './FileRow.tsx';
import classes from './files.module.css';
import { RenameDialog } from './RenameDialog.tsx';
import { useUploads } from './use-uploads.ts';

/** Own files: upload, find, rename, download, delete with the way back. */
export default function OwnFilesPage() {
  const t = useTexts('files');
  const client = useQueryClient();
  const [view] = useFilter('ansicht', 'own');
  const [q] = useFilter('q');
  const shown = view === 'bin' ? 'bin' : 'own';
  const list = usePages(ownFilesContract, { query: { view: shown, ...(q !== '' && { q }) } });
  const room = useAsk(roomContract, {});
  const [deleted, setDeleted] = useState<OwnFile | null>(null);
  const [renamed, setRenamed] = useState<OwnFile | null>(null);
  const refreshes = [ownFilesContract, roomContract];
  const deletion = useSend(deleteContract, { refreshes });
  const restoration = useSend(restoreContract, { refreshes });
  const uploads = useUploads(() => {
    for (const contract of refreshes) void client.invalidateQueries({ queryKey: keyOf(contract) });
  });

  const remove = async (file: OwnFile) => {
    if ((await deletion.send({ params: { fileId: file.id } })) !== undefined) setDeleted(file);
  };
  const restore = async (file: OwnFile) => {
    if ((await restoration.send({ params: { fileId: file.id } })) !== undefined) setDeleted(null);
  };
  const sub = room.data && t('sub', { used: sayBytes(room.data.usedBytes), quota: sayBytes(room.data.quotaBytes) });
  return (
    <Page title={t('title')} {...(sub !== undefined && { sub })}>
      {shown === 'own' && (
        <div className={classes.drop}>
          <FileDrop label={t('upload')} onFiles={uploads.add} files={uploads.files} camera />
        </div>
      )}
      <FilterBar label={t('view')}>
        <FilterChoice
          name="ansicht"
          label={t('view')}
          usual="own"
          options={[
            { value: 'own', label: t('views.own') },
            { value: 'bin', label: t('views.bin') },
          ]}
        />
        <FilterText name="q" label={t('search')} />
      </FilterBar>
      <FormError error={deletion.error ?? restoration.error} />
      <div role="status">
        {deleted !== null && (
          <p className={classes.notice}>
            {t('deleted', { name: deleted.name })}
            <SubmitButton busy={restoration.busy} kind="plain" icon="undo" onPress={() => void restore(deleted)}>
              {t('undo')}
            </SubmitButton>
          </p>
        )}
      </div>
      <DataList label={t('list')} list={list} idOf={(file) => file.id} empty={<Nothing view={shown} searched={q !== ''} />}>
        {(file) => (
          <FileRow file={file} onRename={() => setRenamed(file)} onDelete={() => void remove(file)} onRestore={() => void restore(file)} />
        )}
      </DataList>
      {renamed !== null && <RenameDialog key={renamed.id} file={renamed} onClose={() => setRenamed(null)} />}
    </Page>
  );
}

function Nothing({ view, searched }: { view: 'own' | 'bin'; searched: boolean }) {
  const t = useTexts('files');
  if (searched) return <EmptyState icon="search" title={t('emptySearch')} />;
  if (view === 'bin')
    return (
      <EmptyState icon="trash" title={t('emptyBin')}>
        {t('emptyBinText')}
      </EmptyState>
    );
  return (
    <EmptyState icon="folder" title={t('empty')}>
      {t('emptyText')}
    </EmptyState>
  );
}
