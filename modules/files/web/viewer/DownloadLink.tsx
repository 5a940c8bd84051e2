import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { ViewedFile } from './viewed-file.ts';

/** Takes the file to the device, under its own name; `main` shows it in words. */
export function DownloadLink({ file, main = false }: { file: ViewedFile; main?: boolean }) {
  const t = useTexts('files');
  const link = { component: 'a', href: file.address, download: file.name } as const;
  if (!main)
    return (
      <ActionIcon {...link} aria-label={t('download', { name: file.name })}>
        <Icon name="download" />
      </ActionIcon>
    );
  return (
    <Button {...link} variant="filled" leftSection={<Icon name="download" />}>
      {t('viewer.download')}
    </Button>
  );
}
