import { ActionIcon } from '@mantine/core';
import type { MouseEvent } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import classes from './files.module.css';
import { iconOf } from './icon-of.ts';
import { useViewer } from './use-viewer.tsx';
import { viewKind } from './viewer/viewed-file.ts';

interface Props {
  label: string;
  files: readonly { id: string; name: string; type: string; sizeBytes: number }[];
  /** Where the bytes are for this caller: `/api/…/files/…`. */
  addressOf: (fileId: string) => string;
  /** Lets each be taken off; `removeLabel` names the button. */
  onRemove?: (fileId: string) => void;
  removeLabel?: (name: string) => string;
}

/** Files that hang on something, each as a link: what can be shown opens in the viewer, the rest is downloaded. */
export function AttachedFiles({ label, files, addressOf, onRemove, removeLabel }: Props) {
  const viewer = useViewer(files.map(({ id, name, type, sizeBytes }) => ({ name, type, sizeBytes, address: addressOf(id) })));
  if (files.length === 0) return null;
  const click = (event: MouseEvent, place: number, kind: string) => {
    // with a key held the browser does what it always does with a link
    if (kind === 'other' || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    viewer.open(place);
  };
  return (
    <>
      <ul className={classes.attached} aria-label={label}>
        {files.map((file, place) => (
          <li key={file.id}>
            <a
              href={addressOf(file.id)}
              download={file.name}
              className={classes.file}
              onClick={(event) => click(event, place, viewKind(file))}
            >
              <Icon name={iconOf(file.type)} size={18} />
              <span className={classes.name}>{file.name}</span>
              <span className={`${classes.size} num`}>{sayBytes(file.sizeBytes)}</span>
            </a>
            {onRemove && (
              <ActionIcon onClick={() => onRemove(file.id)} aria-label={removeLabel?.(file.name) ?? file.name}>
                <Icon name="close" size={18} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {viewer.shown}
    </>
  );
}
