import { Checkbox } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry } from '../../tree/contract.ts';
import { iconOf } from '../icon-of.ts';
import { folderPage } from './addresses.ts';
import classes from './browse.module.css';
import { PlaceLink } from './PlaceLink.tsx';
import { RenameField } from './RenameField.tsx';

interface Props {
  entry: Entry;
  isChosen: boolean;
  /** The row the keyboard stands on: the only one the tab key reaches. */
  isActive: boolean;
  isRenamed: boolean;
  onRenamed: () => void;
  onToggle: (event: { shiftKey: boolean }) => void;
  onOpen: () => void;
  menu: ReactNode;
}

/** Name, from whom, when, how large, and what is special about it. */
export function EntryRow({ entry, isChosen, isActive, isRenamed, onRenamed, onToggle, onOpen, menu }: Props) {
  const t = useTexts('files');
  const reach = isActive ? 0 : -1;
  const isFolder = entry.kind === 'folder';
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      event.preventDefault();
      onToggle(event);
    } else if (!isFolder) onOpen();
  };
  return (
    <>
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: the row itself takes the focus */}
      {/* biome-ignore-start lint/a11y/useSemanticElements: a table cannot hold rows that are drawn only while they are seen */}
      <div role="gridcell" className={classes.tick}>
        <Checkbox
          checked={isChosen}
          tabIndex={-1}
          aria-label={t('browse.choose', { name: entry.name })}
          onChange={(event) => onToggle({ shiftKey: event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey })}
        />
      </div>
      <div role="gridcell" className={classes.main}>
        <span className={classes.kind} data-folder={isFolder || undefined}>
          <Icon name={isFolder ? 'folder' : iconOf(entry.type ?? '')} size={22} />
        </span>
        {isRenamed ? (
          <RenameField entry={entry} onDone={onRenamed} />
        ) : (
          <span className={classes.words}>
            {isFolder ? (
              <PlaceLink to={folderPage(entry.id)} className={classes.name ?? ''} tabIndex={-1}>
                {entry.name}
              </PlaceLink>
            ) : (
              <button type="button" className={classes.name} tabIndex={-1} onClick={open}>
                {entry.name}
              </button>
            )}
            <small className="num">
              {entry.by !== null && (
                <>
                  <Person name={entry.by} />
                  {' · '}
                </>
              )}
              <RelativeTime at={entry.changedAt} />
              {entry.sizeBytes !== null && ` · ${sayBytes(entry.sizeBytes)}`}
            </small>
          </span>
        )}
        <span className={classes.tags}>
          {entry.part === 'read' && isFolder && <Tag icon="eye">{t('browse.parts.read')}</Tag>}
          {entry.part === 'hand_in' && isFolder && <Tag icon="import">{t('browse.parts.hand_in')}</Tag>}
          {entry.handedIn && <Tag kind="done">{t('browse.handedIn')}</Tag>}
          {entry.inUse && <Tag icon="paperclip">{t('inUse')}</Tag>}
          {entry.locked && (
            <Tag kind="wrong" icon="lock">
              {t('browse.locked')}
            </Tag>
          )}
          {entry.favourite && (
            <span className={classes.star}>
              <Icon name="star-filled" size={16} />
              <span className="only-heard">{t('browse.isFavourite')}</span>
            </span>
          )}
        </span>
      </div>
      <div role="gridcell" className={classes.menu} data-reach={reach}>
        {menu}
      </div>
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: as above */}
    </>
  );
}
