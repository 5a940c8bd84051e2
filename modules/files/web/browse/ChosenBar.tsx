import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { downloadAsZip } from './addresses.ts';
import classes from './browse.module.css';
import type { Chosen } from './use-chosen.ts';

/** As many as one address may name. */
const mostInZip = 200;

interface Props {
  chosen: Chosen;
  mayChange: boolean;
  onPlace: (how: 'move' | 'copy') => void;
  onBin: () => void;
}

/** What can be done with all that is chosen. */
export function ChosenBar({ chosen, mayChange, onPlace, onBin }: Props) {
  const t = useTexts('files');
  return (
    <div role="toolbar" aria-label={t('browse.chosenBar')} className={classes.chosenBar}>
      <strong role="status">{t('browse.chosen', { count: chosen.ids.length })}</strong>
      {mayChange && (
        <Button leftSection={<Icon name="arrow-right" />} onClick={() => onPlace('move')}>
          {t('browse.move')}
        </Button>
      )}
      <Button leftSection={<Icon name="copy" />} onClick={() => onPlace('copy')}>
        {t('browse.copy')}
      </Button>
      <Button leftSection={<Icon name="download" />} disabled={chosen.ids.length > mostInZip} onClick={() => downloadAsZip(chosen.ids)}>
        {t('zip.download')}
      </Button>
      {mayChange && (
        <Button leftSection={<Icon name="trash" />} onClick={onBin}>
          {t('browse.delete')}
        </Button>
      )}
      <ActionIcon aria-label={t('browse.chooseNone')} onClick={chosen.clear}>
        <Icon name="close" />
      </ActionIcon>
    </div>
  );
}
