import { Button } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import type { ArrivedFile } from '#modules/files/web/public.tsx';
import type { Task } from '../shown-work.ts';
import styles from './together.module.css';

interface Props {
  task: Task;
  files: readonly ArrivedFile[];
  onAdd: (file: ArrivedFile) => void;
}

/** Copies of worksheets that are not among what is handed in: one press adds them. */
export function UnusedWorksheets({ task, files, onAdd }: Props) {
  const t = useTexts('assignments');
  const unused = task.worksheets.files.filter(({ id }) => !files.some((file) => file.id === id));
  if (unused.length === 0) return null;
  return (
    <ul className={styles.rows}>
      {unused.map((file) => (
        <li key={file.id} className={styles.member}>
          <span>{file.name}</span>
          <Button variant="subtle" onClick={() => onAdd(file)} aria-label={t('worksheet.addNamed', { name: file.name })}>
            {t('worksheet.add')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
