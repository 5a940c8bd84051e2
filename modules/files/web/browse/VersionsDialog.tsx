import { Button, Modal } from '@mantine/core';
import { useRef } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { usePages } from '#kernel/web/ask.ts';
import { schoolOfPage } from '#kernel/web/call.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry } from '../../tree/contract.ts';
import { restoreVersionContract, versionsContract } from '../../versions/contract.ts';
import { download } from '../use-viewer.tsx';
import { listsOfEntries } from './lists-of-entries.ts';

interface Props {
  entry: Entry;
  /** Sends a file that becomes the newest version. */
  onReplace: (file: File) => void;
  onClose: () => void;
}

/** The earlier versions of a file: take one to the device, make one the newest again, bring a new one. */
export function VersionsDialog({ entry, onReplace, onClose }: Props) {
  const t = useTexts('files');
  const chooser = useRef<HTMLInputElement>(null);
  const list = usePages(versionsContract, { params: { fileId: entry.id }, query: {} });
  const restoring = useSend(restoreVersionContract, { refreshes: [versionsContract, ...listsOfEntries] });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('browse.versionsOf', { name: entry.name })}
      closeButtonProps={{ 'aria-label': t('viewer.close') }}
    >
      <FormError error={restoring.error} />
      <DataList
        label={t('browse.versions')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="history" title={t('browse.noVersions')}>
            {t('browse.noVersionsText')}
          </EmptyState>
        }
      >
        {(version) => (
          <DataRow
            title={<RelativeTime at={version.madeAt} />}
            sub={
              <span className="num">
                {version.by !== null && (
                  <>
                    <Person name={version.by} />
                    {' · '}
                  </>
                )}
                {sayBytes(version.sizeBytes)}
              </span>
            }
            icon="download"
            onOpen={() =>
              download({ name: entry.name, address: `/api/${schoolOfPage()}/files/${entry.id}/versions/${version.id}/content` })
            }
            {...(entry.mayChange && {
              actions: (
                <Button
                  disabled={restoring.busy}
                  onClick={() => void restoring.send({ params: { fileId: entry.id, versionId: version.id } })}
                >
                  {t('browse.makeNewest')}
                </Button>
              ),
            })}
          />
        )}
      </DataList>
      {entry.mayChange && (
        <>
          <Button leftSection={<Icon name="upload" />} onClick={() => chooser.current?.click()}>
            {t('browse.newVersion')}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            tabIndex={-1}
            aria-label={t('browse.newVersion')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file === undefined) return;
              onReplace(file);
              onClose();
            }}
          />
        </>
      )}
    </Modal>
  );
}
