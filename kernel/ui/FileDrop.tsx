import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './FileDrop.module.css';
import { FileProgress, type FileUnderWay } from './FileProgress.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  /** What the files are for: "Dateien zur Abgabe". */
  label: string;
  /** Chosen, dropped or photographed files, in order. */
  onFiles: (files: File[]) => void;
  /** As in `<input accept>`. */
  accept?: string;
  multiple?: boolean;
  /** Offers the phone's camera. */
  camera?: boolean;
  disabled?: boolean;
  /** Beside other small tools: no frame, no words but the button's. */
  quiet?: boolean;
  /** The files under way and arrived. */
  files: readonly FileUnderWay[];
}

/** Takes files: by button, by dropping them, by the phone's camera. Shows each on its way. Sending them is the caller's part. */
export function FileDrop({ label, onFiles, accept, multiple = true, camera = false, disabled = false, quiet = false, files }: Props) {
  const t = useTexts('kernel');
  const chooser = useRef<HTMLInputElement>(null);
  const photographer = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length > 0) onFiles(multiple ? chosen : chosen.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  };
  const dragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const input = (ref: typeof chooser, more: object) => (
    <input
      ref={ref}
      type="file"
      hidden
      tabIndex={-1}
      aria-label={label}
      multiple={multiple}
      {...more}
      onChange={(event) => {
        take(event.currentTarget.files);
        event.currentTarget.value = ''; // so that the same file can be chosen again
      }}
    />
  );
  return (
    <fieldset
      className={classes.drop}
      data-over={over || undefined}
      data-quiet={quiet || undefined}
      aria-label={label}
      onDrop={drop}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
    >
      <div className={classes.ways}>
        <Button
          {...(quiet && { variant: 'subtle' })}
          onClick={() => chooser.current?.click()}
          disabled={disabled}
          leftSection={<Icon name="paperclip" />}
        >
          {t(quiet ? 'files.attach' : 'files.choose')}
        </Button>
        {camera && (
          <Button
            className={classes.camera ?? ''}
            onClick={() => photographer.current?.click()}
            disabled={disabled}
            leftSection={<Icon name="camera" />}
          >
            {t('files.photo')}
          </Button>
        )}
        {!quiet && <span className={classes.hint}>{t('files.drop')}</span>}
      </div>
      {input(chooser, accept ? { accept } : {})}
      {camera && input(photographer, { accept: 'image/*', capture: 'environment' })}
      <FileProgress files={files} />
    </fieldset>
  );
}
