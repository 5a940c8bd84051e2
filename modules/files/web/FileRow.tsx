import { ActionIcon } from '@mantine/core';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { schoolOfPage } from '#kernel/web/call.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { OwnFile } from '../contract.ts';
import { iconOf } from './icon-of.ts';

interface Props {
  file: OwnFile;
  onRename: () => void;
  onDelete: () => void;
  onRestore: () => void;
}

/** One own file: Enter and a click download it. */
export function FileRow({ file, onRename, onDelete, onRestore }: Props) {
  const t = useTexts('files');
  const binned = file.deletedAt !== null;
  const sub = (
    <>
      <RelativeTime at={file.deletedAt ?? file.madeAt} words={(when) => (binned ? t('deletedAt', { when }) : when)} />
      {' · '}
      <span className="num">{sayBytes(file.sizeBytes)}</span>
    </>
  );
  const open = () => {
    const link = document.createElement('a');
    link.href = `/api/${schoolOfPage()}/files/${file.id}/content`;
    link.download = file.name;
    link.click();
  };
  return (
    <DataRow
      title={file.name}
      sub={sub}
      icon={iconOf(file.type)}
      onOpen={open}
      {...(file.inUse && { fact: <Tag icon="paperclip">{t('inUse')}</Tag> })}
      actions={
        binned ? (
          <ActionIcon onClick={onRestore} aria-label={t('restoreOf', { name: file.name })}>
            <Icon name="undo" />
          </ActionIcon>
        ) : (
          <>
            <ActionIcon onClick={onRename} aria-label={t('renameOf', { name: file.name })}>
              <Icon name="edit" />
            </ActionIcon>
            <ActionIcon onClick={onDelete} aria-label={t('deleteOf', { name: file.name })}>
              <Icon name="trash" />
            </ActionIcon>
          </>
        )
      }
    />
  );
}
