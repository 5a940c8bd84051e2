import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { Icon } from './Icon.tsx';
import classes from './OfflineBar.module.css';

/** Says that there is no line, and that nothing typed is lost. */
export function OfflineBar() {
  const t = useTexts('kernel');
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status">
      {!online && (
        <div className={`${classes.bar} not-printed`}>
          <Icon name="cloud-off" size={18} />
          {t('line.offline')}
        </div>
      )}
    </div>
  );
}
