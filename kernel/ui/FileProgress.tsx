import { ActionIcon, Button } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './FileDrop.module.css';
import { Icon } from './Icon.tsx';
import { sayBytes } from './say-bytes.ts';
import { Tag } from './Tag.tsx';

/** A file on its way to the server, or there. */
export interface FileUnderWay {
  id: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  /** Why it did not arrive. */
  message?: string;
  remove?: () => void;
  again?: () => void;
}

/** The list of files under a `FileDrop`: name, size, how far, what one can do. */
export function FileProgress({ files }: { files: readonly FileUnderWay[] }) {
  const t = useTexts('kernel');
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('files.list')}>
      {files.map((file) => {
        const percent = file.sizeBytes === 0 ? 100 : Math.floor((file.sentBytes / file.sizeBytes) * 100);
        return (
          <li key={file.id}>
            <Icon name={file.name.toLowerCase().endsWith('.pdf') ? 'file-pdf' : 'file'} />
            <span className={classes.name}>{file.name}</span>
            <span className={`${classes.size} num`}>{sayBytes(file.sizeBytes)}</span>
            <span className={`${classes.state} num`}>
              {file.state === 'done' && <Tag kind="done">{t('files.done')}</Tag>}
              {file.state === 'failed' && <Tag kind="wrong">{t('files.failed')}</Tag>}
              {file.state === 'waiting' && t('files.waiting')}
              {file.state === 'sending' && t('files.sending', { percent })}
            </span>
            {file.state === 'failed' && file.again && (
              <Button size="compact-md" onClick={file.again}>
                {t('files.again')}
              </Button>
            )}
            {file.remove && (
              <ActionIcon onClick={file.remove} aria-label={t('files.remove', { name: file.name })}>
                <Icon name="close" />
              </ActionIcon>
            )}
            {file.state === 'sending' && <progress className={classes.progress} value={percent} max={100} aria-label={file.name} />}
            {file.message !== undefined && <p className={classes.message}>{file.message}</p>}
          </li>
        );
      })}
    </ul>
  );
}
