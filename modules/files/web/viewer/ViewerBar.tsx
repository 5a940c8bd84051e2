import { ActionIcon, Modal } from '@mantine/core';
import type { RefObject } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { DownloadLink } from './DownloadLink.tsx';
import { PageNumber } from './PageNumber.tsx';
import { type Look, sheet } from './sheet.ts';
import type { ViewedFile, ViewKind } from './viewed-file.ts';
import classes from './viewer.module.css';

interface Props {
  file: ViewedFile;
  kind: ViewKind;
  look: Look;
  onLook: (look: Look) => void;
  place: number;
  count: number;
  onWalk: (by: number) => void;
  onClose: () => void;
  stage: RefObject<HTMLElement | null>;
}

/** Name, page, zoom, turning, the way to the neighbours, download, close. */
export function ViewerBar({ file, kind, look, onLook, place, count, onWalk, onClose, stage }: Props) {
  const t = useTexts('files');
  const isDrawn = kind === 'image' || kind === 'pdf';
  return (
    <header className={classes.bar}>
      <Modal.Title className={classes.title ?? ''}>{file.name}</Modal.Title>
      <div className={classes.tools}>
        {look.pages > 0 && <PageNumber key={file.address} count={look.pages} stage={stage} />}
        {(isDrawn || kind === 'text') && (
          <>
            <Tool icon="minus" label={t('viewer.smaller')} onClick={() => onLook(sheet.zoom(look, -1))} />
            <span className={`${classes.zoom} num`} role="status" aria-label={t('viewer.zoom', { percent: Math.round(look.zoom * 100) })}>
              {Math.round(look.zoom * 100)} %
            </span>
            <Tool icon="plus" label={t('viewer.larger')} onClick={() => onLook(sheet.zoom(look, 1))} />
          </>
        )}
        {isDrawn && <Tool icon="turn" label={t('viewer.turn')} onClick={() => onLook(sheet.turn(look))} />}
      </div>
      <div className={classes.tools}>
        {count > 1 && (
          <>
            <Tool icon="arrow-left" label={t('viewer.previous')} disabled={place === 0} onClick={() => onWalk(-1)} />
            <span className="num" role="status" aria-label={t('viewer.fileOf', { number: place + 1, count })}>
              {place + 1} / {count}
            </span>
            <Tool icon="arrow-right" label={t('viewer.next')} disabled={place === count - 1} onClick={() => onWalk(1)} />
          </>
        )}
        <DownloadLink file={file} />
        <Tool icon="close" label={t('viewer.close')} onClick={onClose} />
      </div>
    </header>
  );
}

function Tool({ icon, label, disabled = false, onClick }: { icon: IconName; label: string; disabled?: boolean; onClick: () => void }) {
  return (
    <ActionIcon aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </ActionIcon>
  );
}
