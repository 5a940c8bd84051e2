import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './browse.module.css';
import { PlaceLink } from './PlaceLink.tsx';
import type { useUndo } from './use-undo.ts';

/** Says at the foot of the page what was just done, with the way back. */
export function UndoBar({ undo: { done, forget, hold } }: { undo: ReturnType<typeof useUndo> }) {
  const t = useTexts('files');
  return (
    <div role="status" className={classes.undoPlace}>
      {done !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only stays while somebody is on it
        <div
          className={classes.undo}
          onPointerEnter={() => hold(true)}
          onPointerLeave={() => hold(false)}
          onFocus={() => hold(true)}
          onBlur={() => hold(false)}
        >
          <span>{done.words}</span>
          {done.link && (
            <PlaceLink to={done.link.to} className="link">
              {done.link.title}
            </PlaceLink>
          )}
          {done.undo && (
            <Button
              leftSection={<Icon name="undo" />}
              onClick={() => {
                done.undo?.();
                hold(false);
                forget();
              }}
            >
              {t('undo')}
            </Button>
          )}
          <ActionIcon
            aria-label={t('browse.hide')}
            onClick={() => {
              hold(false);
              forget();
            }}
          >
            <Icon name="close" />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
