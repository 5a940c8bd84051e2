import { useTexts } from '#kernel/web/texts.ts';
import { useSomePanel, useWaiting, useWaitingWords } from '#kernel/web/use-waiting.ts';
import { Icon } from './Icon.tsx';
import classes from './OfflineBar.module.css';

/**
 * While the server has no room and the page has something to show: what is sent later, that what stands here is a moment old, and how long.
 * What is read out is a text of its own, which does not change with every second.
 */
export function WaitingBar() {
  const t = useTexts('kernel');
  const waiting = useWaiting();
  const { seen, heard } = useWaitingWords(waiting);
  const hasPanel = useSomePanel();
  const isSending = waiting !== null && waiting.wishes > 0;
  const isShown = waiting !== null && (isSending || (!hasPanel && waiting.place !== null));
  const what = t(isSending ? 'waiting.sends' : 'waiting.stale');
  return (
    <div role="status">
      {isShown && (
        <>
          <p className="only-heard">{heard !== '' && `${what} ${heard}`}</p>
          <div className={`${classes.bar} not-printed`} data-quiet="" aria-hidden="true">
            <Icon name="clock" size={18} />
            <span className="num">
              {what} {seen}
            </span>
          </div>
        </>
      )}
    </div>
  );
}
