import { Button } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import classes from './annotate-open.module.css';
import { canAnnotate } from './can-annotate.ts';

interface Props<F> {
  /** `place` tells apart those with the same id. */
  files: readonly F[];
  /** What the button of a file says. */
  label: (name: string, file: F) => string;
  onOpen: (file: F) => void;
}

/** A button for each file one can write on; nothing where there is none. */
export function AnnotateButtons<F extends { id: string; name: string; type: string; place?: string }>({ files, label, onOpen }: Props<F>) {
  const fitting = files.filter(canAnnotate);
  if (fitting.length === 0) return null;
  return (
    <div className={classes.open}>
      {fitting.map((file) => (
        <Button key={file.place ?? file.id} variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => onOpen(file)}>
          {label(file.name, file)}
        </Button>
      ))}
    </div>
  );
}
