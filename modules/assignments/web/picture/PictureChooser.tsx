import { useRef } from 'react';
import { FileProgress } from '#kernel/ui/FileProgress.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from '../rich-text.module.css';
import type { Pictures } from './use-pictures.ts';

/** The button that puts pictures in, for a tool bar; on a phone it offers the camera too. */
export function PictureChooser({ pictures }: { pictures: Pictures }) {
  const t = useTexts('assignments');
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => chooser.current?.click()}>
        {t('picture.add')}
      </button>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('picture.add')}
        onChange={(event) => {
          pictures.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ''; // so that the same picture can be chosen again
        }}
      />
    </>
  );
}

/** How far they are, and which this device cannot read; nothing when there is nothing to say. */
export function PicturesUnderWay({ pictures: { uploads, unreadable } }: { pictures: Pictures }) {
  const t = useTexts('assignments');
  if (uploads.files.length === 0 && unreadable.length === 0) return null;
  return (
    <div className={classes.underWay} role="status">
      <FileProgress files={uploads.files} />
      {unreadable.map((name) => (
        <p key={name}>{t('picture.unreadable', { name })}</p>
      ))}
    </div>
  );
}
