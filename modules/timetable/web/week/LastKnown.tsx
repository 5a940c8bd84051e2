import type { UseQueryResult } from '@tanstack/react-query';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './week.module.css';

/** Says from when the plan is that is shown, when there is no line or the server could not answer again. */
export function LastKnown({
  ask,
}: {
  ask: Pick<UseQueryResult, 'data' | 'isPlaceholderData' | 'fetchStatus' | 'isError' | 'dataUpdatedAt'>;
}) {
  const t = useTexts('timetable');
  const isOld = ask.data !== undefined && !ask.isPlaceholderData && (ask.fetchStatus === 'paused' || ask.isError);
  return (
    <div role="status">
      {isOld && (
        <p className={`${classes.known} quiet`}>
          <Icon name="cloud-off" size={18} />
          {t('week.lastKnown', { time: berlinClock(ask.dataUpdatedAt).slice(11) })}
        </p>
      )}
    </div>
  );
}
