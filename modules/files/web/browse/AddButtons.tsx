import { Button, Menu } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './browse.module.css';
import { type DroppedFile, readPicked } from './dropped-files.ts';

/** Brings files by the device's choosers: files, a whole folder, the camera. */
export function AddButtons({ onFiles, onNewFolder }: { onFiles: (files: DroppedFile[]) => void; onNewFolder: () => void }) {
  const t = useTexts('files');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const input = (ref: typeof files, label: string, more: object) => (
    <input
      ref={ref}
      type="file"
      hidden
      tabIndex={-1}
      aria-label={label}
      {...more}
      onChange={(event) => {
        onFiles(readPicked(event.currentTarget.files ?? []));
        event.currentTarget.value = ''; // so that the same file can be chosen again
      }}
    />
  );
  return (
    <>
      <Button leftSection={<Icon name="folder" />} onClick={onNewFolder}>
        {t('browse.newFolder')}
      </Button>
      <Button className={classes.camera ?? ''} leftSection={<Icon name="camera" />} onClick={() => camera.current?.click()}>
        {t('browse.photo')}
      </Button>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="filled" leftSection={<Icon name="upload" />}>
            {t('browse.upload')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="file" size={18} />} onClick={() => files.current?.click()}>
            {t('browse.uploadFiles')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="folder" size={18} />} onClick={() => folder.current?.click()}>
            {t('browse.uploadFolder')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {input(files, t('browse.uploadFiles'), { multiple: true })}
      {input(folder, t('browse.uploadFolder'), { webkitdirectory: '' })}
      {input(camera, t('browse.photo'), { accept: 'image/*', capture: 'environment' })}
    </>
  );
}
