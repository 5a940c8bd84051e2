import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useFilter, usePathPart } from '#kernel/web/address.ts';
import { CallFailed } from '#kernel/web/call.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { LinkedEntry } from '../link/contract.ts';
import { iconOf } from './icon-of.ts';
import { LinkPassword } from './LinkPassword.tsx';
import classes from './link.module.css';
import { type Linked, useLinked } from './use-linked.ts';
import { download, useViewer } from './use-viewer.tsx';

/** `/s/$token`: what somebody without a sign-in sees behind a link: a file, or a folder and what lies in it. No names of people. */
export default function LinkPage() {
  const t = useTexts('files');
  const token = usePathPart('token');
  const [folderId, setFolder] = useFilter('ordner');
  const linked = useLinked(token, folderId);
  const times = useTimes();
  useNoIndex();
  const { opened, error } = linked;
  if (error instanceof CallFailed && error.code === 'files.link_password') return <LinkPassword linked={linked} />;
  if (error instanceof CallFailed && error.status === 404)
    return (
      <Page title={t('link.goneTitle')} width="text">
        <EmptyState icon="link" title={t('link.gone')} />
      </Page>
    );
  return (
    <Page
      title={opened?.entry.name ?? t('link.pageTitle')}
      {...(opened !== null && { sub: t('link.endsAt', { when: times.exactly(lastMinute(opened.endsAt)) }) })}
      {...(opened?.entry.kind === 'folder' &&
        linked.items.length > 0 && { actions: <TakeAll folderId={opened.entry.id} linked={linked} /> })}
    >
      {error !== null && <ErrorState error={error} again={linked.again} />}
      {error === null && opened === null && <Skeleton rows={4} />}
      {opened !== null && opened.trail.length > 1 && (
        <nav aria-label={t('browse.trail')} className={classes.trail}>
          {opened.trail.slice(0, -1).map(({ id, name }, place) => (
            <button key={id} type="button" className="link" onClick={() => setFolder(place === 0 ? '' : id)}>
              {name}
            </button>
          ))}
        </nav>
      )}
      {opened !== null && (
        <Behind
          entries={opened.entry.kind === 'file' ? [opened.entry] : linked.items}
          pass={opened.pass}
          more={linked.more}
          onFolder={setFolder}
        />
      )}
    </Page>
  );
}

/** The folder that is shown, with all below it, as one zip. */
function TakeAll({ folderId, linked }: { folderId: string; linked: Linked }) {
  const t = useTexts('files');
  const take = async () => {
    // asked first, so that a link that has ended meanwhile is said on the page and not saved as a file
    const pass = await linked.renew();
    if (pass !== null) download({ name: '', address: `/api/files/linked/${folderId}/zip?pass=${encodeURIComponent(pass)}` });
  };
  return (
    <Button leftSection={<Icon name="download" />} disabled={linked.busy} onClick={() => void take()}>
      {t('link.all')}
    </Button>
  );
}

/** A link ends at midnight; people mean the day before. */
function lastMinute(endsAt: string): string {
  return new Date(Date.parse(endsAt) - 60_000).toISOString();
}

interface BehindProps {
  entries: readonly LinkedEntry[];
  pass: string;
  more: (() => void) | null;
  onFolder: (id: string) => void;
}

function Behind({ entries, pass, more, onFolder }: BehindProps) {
  const t = useTexts('files');
  const viewed = ({ id, name, type, sizeBytes }: LinkedEntry) => ({
    name,
    type: type ?? '',
    sizeBytes: sizeBytes ?? 0,
    address: `/api/files/linked/${id}?pass=${encodeURIComponent(pass)}`,
  });
  const files = entries.filter(({ kind }) => kind === 'file');
  const viewer = useViewer(files.map(viewed));
  if (entries.length === 0) return <EmptyState icon="folder" title={t('browse.emptyFolder')} />;
  return (
    <>
      <DataList label={t('browse.list')} list={entries} idOf={({ id }) => id}>
        {(entry) => (
          <DataRow
            title={entry.name}
            icon={entry.kind === 'folder' ? 'folder' : iconOf(entry.type ?? '')}
            onOpen={() => (entry.kind === 'folder' ? onFolder(entry.id) : viewer.open(files.indexOf(entry)))}
            {...(entry.sizeBytes !== null && {
              sub: <span className="num">{sayBytes(entry.sizeBytes)}</span>,
              actions: (
                <button
                  type="button"
                  className={classes.take}
                  aria-label={t('download', { name: entry.name })}
                  onClick={() => download(viewed(entry))}
                >
                  <Icon name="download" />
                </button>
              ),
            })}
          />
        )}
      </DataList>
      {more !== null && (
        <button type="button" className="link" onClick={more}>
          {t('link.more')}
        </button>
      )}
      {viewer.shown}
    </>
  );
}

/** The answer says it too; search engines that read pages are told here. */
function useNoIndex() {
  const [meta] = useState(() => Object.assign(document.createElement('meta'), { name: 'robots', content: 'noindex, nofollow' }));
  useEffect(() => {
    document.head.append(meta);
    return () => meta.remove();
  }, [meta]);
}
