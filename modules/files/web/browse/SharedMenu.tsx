import { ActionIcon, Menu } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { SharedEntry } from '../../share/contract.ts';
import { download } from '../use-viewer.tsx';
import { downloadAsZip } from './addresses.ts';
import { viewedShared } from './use-shared-opener.ts';

interface Props {
  row: SharedEntry;
  onCopy: () => void;
  onTakeOff: () => void;
}

/** What can be done with something others share with me: whoever may read it may have a copy of their own. */
export function SharedMenu({ row, onCopy, onTakeOff }: Props) {
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
        <Menu.Item leftSection={<Icon name="copy" size={18} />} onClick={onCopy}>
          {t('browse.copy')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="minus" size={18} />} onClick={onTakeOff}>
          {t('share.offList')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
