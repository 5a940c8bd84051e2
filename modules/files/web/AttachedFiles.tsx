import { ActionIcon } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import classes from './files.module.css';
import { iconOf } from './icon-of.ts';

interface Props {
  label: string;
  files: readonly { id: string; name: string; type: string; sizeBytes: number }[];
  /** Where the bytes are for this caller: `/api/…/files/…`. */
  addressOf: (fileId: string) => string;
  /** Lets each be taken off; `removeLabel` names the button. */
  onRemove?: (fileId: string) => void;
  removeLabel?: (name: string) => string;
}

/** Files that hang on something, each as a link that downloads it. */
export function AttachedFiles({ label, files, addressOf, onRemove, removeLabel }: Props) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.attached} aria-label={label}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={addressOf(file.id)} download={file.name} className={classes.file}>
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
  );
}
