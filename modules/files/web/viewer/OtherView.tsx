import { Icon } from '#kernel/ui/Icon.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { iconOf } from '../icon-of.ts';
import { DownloadLink } from './DownloadLink.tsx';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

/** A file that is not shown here: says so, and hands it to a program on the device. `why` replaces the usual sentence. */
export function OtherView({ file, why }: { file: ViewedFile; why?: string }) {
  const t = useTexts('files');
  return (
    <div className={classes.other}>
      <Icon name={iconOf(file.type)} size={48} />
      <p>
        <strong>{file.name}</strong>
        <span className="num">{sayBytes(file.sizeBytes)}</span>
      </p>
      <p>{why ?? t('viewer.other')}</p>
      <DownloadLink file={file} main />
    </div>
  );
}
