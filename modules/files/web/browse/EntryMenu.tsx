import { ActionIcon, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry, Part, Space } from '../../tree/contract.ts';
import { download } from '../use-viewer.tsx';
import { downloadAsZip, viewedOf } from './addresses.ts';

/** What can be done with one entry; the page does it. */
export interface EntryActs {
  rename: () => void;
  place: (how: 'move' | 'copy') => void;
  bin: () => void;
  mark: () => void;
  versions: () => void;
  part: (part: Part) => void;
  handOut: () => void;
  collect: () => void;
  share: () => void;
  unpack: () => void;
}

interface Props {
  entry: Entry;
  space: Space;
  /** Into the folder it lies in. */
  mayAdd: boolean;
  /** In the root of its space: only there folders have a part. */
  isTop: boolean;
  reach: 0 | -1;
  acts: EntryActs;
}

/** The menu of one row. */
export function EntryMenu({ entry, space, mayAdd, isTop, reach, acts }: Props) {
  const t = useTexts('files');
  const isFolder = entry.kind === 'folder';
  const maySeeShare = useMay('files.share') && space.leads && !entry.handedIn;
  const leadsGroup = space.leads && space.kind !== 'own';
  const item = (icon: IconName, words: ReactNode, onClick: () => void) => (
    <Menu.Item leftSection={<Icon name={icon} size={18} />} onClick={onClick}>
      {words}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon tabIndex={reach} aria-label={t('browse.menuOf', { name: entry.name })}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isFolder && !entry.locked && item('download', t('viewer.download'), () => download(viewedOf(entry)[0]))}
        {isFolder && item('download', t('zip.download'), () => downloadAsZip([entry.id]))}
        {maySeeShare && item('people', t('share.open'), acts.share)}
        {entry.type === 'application/zip' && !entry.locked && mayAdd && item('archive', t('unpack.here'), acts.unpack)}
        {entry.mayChange && item('edit', t('rename'), acts.rename)}
        {entry.mayChange && item('arrow-right', t('browse.move'), () => acts.place('move'))}
        {item('copy', t('browse.copy'), () => acts.place('copy'))}
        {item(entry.favourite ? 'star-filled' : 'star', t(entry.favourite ? 'browse.unmark' : 'browse.mark'), acts.mark)}
        {!isFolder && item('history', t('browse.versions'), acts.versions)}
        {leadsGroup && item('send', t('browse.handOut'), acts.handOut)}
        {leadsGroup && isFolder && entry.part === 'hand_in' && item('import', t('browse.collect'), acts.collect)}
        {leadsGroup && isFolder && isTop && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('browse.membersMay')}</Menu.Label>
            {(['open', 'read', 'hand_in'] as const).map((part) => (
              <Menu.Item
                key={part}
                leftSection={<Icon name={entry.part === part ? 'check' : 'dots'} size={18} />}
                aria-current={entry.part === part}
                onClick={() => acts.part(part)}
              >
                {t(`browse.partLong.${part}`)}
              </Menu.Item>
            ))}
          </>
        )}
        {entry.mayChange && (
          <>
            <Menu.Divider />
            {item('trash', t('browse.delete'), acts.bin)}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
